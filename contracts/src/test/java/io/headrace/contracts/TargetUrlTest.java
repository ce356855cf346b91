package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com:443/",
        "HTTPS://Example.COM/a/b?c=d%20e, https://example.com:443/a/b?c=d%20e",
        "https://hooks.example.co.uk:8443/x, https://hooks.example.co.uk:8443/x",
        "https://8.8.8.8/, https://8.8.8.8:443/",
        "https://[2606:4700::1111]/h, https://[2606:4700::1111]:443/h",
        "https://[2606:4700:0:0:0:0:0:1111]/, https://[2606:4700::1111]:443/",
        "https://[2606:4700:0000::0:1111]/, https://[2606:4700::1111]:443/",
        "https://[0:0:0:0:0:0:0:1]/, https://[::1]:443/",
        "https://[::]/, https://[::]:443/",
        "https://[1::]/, https://[1::]:443/",
        "https://[::FFFF:8.8.8.8]/, https://[::ffff:808:808]:443/",
        "https://[1:0:0:2:0:0:0:3]/, https://[1:0:0:2::3]:443/",
        "https://[1:0:0:2:3:0:0:4]/, https://[1::2:3:0:0:4]:443/",
        "https://[1:0:2:3:4:5:6:7]/, https://[1:0:2:3:4:5:6:7]:443/",
        "https://[1::2:3:4:5:6:7]/, https://[1:0:2:3:4:5:6:7]:443/",
        "https://xn--fiqs8s.example/, https://xn--fiqs8s.example:443/",
        "https://a_b.example.com/, https://a_b.example.com:443/",
        "https://localhost:9000/, https://localhost:9000/",
    })
    void a_good_address_is_read(String text, String normal) {
        assertThat(TargetUrl.parse(text, false).text()).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "//example.com/",
                "http://example.com/",
                "ftp://example.com/",
                "https:example.com",
                "https:/example.com",
                "https://",
                "https:///path",
                "https://user@example.com/",
                "https://user:pass@example.com/",
                "https://@example.com/",
                "https://example.com/#fragment",
                "https://example.com/#",
                "https://example.com/a b",
                "https://example.com/\\evil",
                "https://example.com\\@evil.com/",
                "https://ex\u00e4mple.com/",
                "https://example.com/\u4e2d",
                "https://example.com/\r\nHost: x",
                "https://example.com\t/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.0.0.01/",
                "https://256.1.1.1/",
                "https://1.2.3.4./",
                "https://example.com:0/",
                "https://example.com:/",
                "https://example.com:65536/",
                "https://example.com:8x/",
                "https://[::1/",
                "https://[127.0.0.1]/",
                "https://[::00001]/",
                "https://example.com:0443/",
                "https://[fe80::1%25eth0]/",
                "https://-a.example.com/",
                "https://a..example.com/",
                "https://example.com./",
            })
    void a_bad_address_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetUrl.parse(text, false));
    }

    @org.junit.jupiter.api.Test
    void what_is_read_once_is_read_again() {
        String longest = "https://example.com:443/" + "a".repeat(TargetUrl.MAX_LENGTH - 24);

        assertThat(TargetUrl.parse(longest, false).text()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .as("its port would make it longer than what is read")
                .isThrownBy(() -> TargetUrl.parse(longest.replace(":443", "") + "a", false));
        assertThatIllegalArgumentException().isThrownBy(() -> TargetUrl.parse(longest + "a", false));
    }

    @org.junit.jupiter.api.Test
    void http_needs_the_operators_leave() {
        assertThat(TargetUrl.parse("http://127.0.0.1:9000/hook", true).text()).isEqualTo("http://127.0.0.1:9000/hook");
    }
}
