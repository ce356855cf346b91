package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "::1/129",
                "localhost/8",
                "example.com/24",
                "10/8",
                "10.0.0.0/8/8",
                "fe80::1%eth0/128",
                "999.0.0.0/8",
                "face/8"
            })
    void whatIsNoNetworkIsRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.of(text))
                .withMessageContaining("network is \"" + text + "\"");
    }
}
