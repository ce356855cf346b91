package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameServersTest {
    @Test
    void anAddressIsAskedAtItsPort() {
        assertThat(NameServers.of(" 192.0.2.1 ")).isEqualTo(new InetSocketAddress("192.0.2.1", 53));
        assertThat(NameServers.of("192.0.2.1:5353")).isEqualTo(new InetSocketAddress("192.0.2.1", 5353));
        assertThat(NameServers.of("[2001:db8::1]")).isEqualTo(new InetSocketAddress("2001:db8::1", 53));
        assertThat(NameServers.of("[2001:db8::1]:65535")).isEqualTo(new InetSocketAddress("2001:db8::1", 65_535));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "dns.example", "dns.example:53", "2001:db8::1", "192.0.2.1:0", "192.0.2.1:65536", "1.2.3.4.5"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameServers.of(text))
                .withMessageContaining('"' + text + '"');
    }
}
