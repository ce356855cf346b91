package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "face/8",
                "10.0/8",
                "1.2.3.4.5/8"
            })
    void whatIsNoNetworkIsRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.of(text))
                .withMessageContaining("network is \"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.2.3, 11.0.0.0",
        "::ffff:10.0.0.0/8, 10.1.2.3, ::1",
        "fd00::/8, fd12::1, fe80::1",
        "64:ff9b::/96, 64:ff9b::a00:1, 10.0.0.1",
        "127.0.0.1/32, 127.0.0.1, 127.0.0.2",
    })
    void whatIsInANetworkAndWhatIsNot(String network, String inside, String outside) throws UnknownHostException {
        assertThat(Network.of(network).contains(InetAddress.getByName(inside).getAddress()))
                .isTrue();
        assertThat(Network.of(network).contains(InetAddress.getByName(outside).getAddress()))
                .isFalse();
    }
}
