package io.headrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WelcomeTest {
    private static final Credentials CREDENTIALS = Credentials.create("http://localhost:8080");

    @Test
    void aPersonReadsWhereToGoAndWhatToUse() {
        List<String> lines = new Welcome(CREDENTIALS, Path.of(".local")).lines(Duration.ofMillis(12_345));

        assertThat(String.join("\n", lines))
                .contains("Headrace is ready (12.3 s).")
                .contains("http://localhost:8080/")
                .contains(CREDENTIALS.owner().account())
                .contains(CREDENTIALS.owner().password())
                .contains(CREDENTIALS.testKey())
                .contains(CREDENTIALS.liveKey())
                .contains("127.0.0.0/8");
    }

    @Test
    void theCurlLineIsOneLineForTheDemoEndpoint() {
        assertThat(new Welcome(CREDENTIALS, Path.of(".local")).curl())
                .isEqualTo("curl -s -X POST http://localhost:8080/api/v1/data/orders -H 'Authorization: Bearer "
                        + CREDENTIALS.testKey()
                        + "' -H 'Content-Type: application/json' -d '{\"order_id\":\"A-1\",\"amount\":12.50}'");
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        assertThat(Console.wantsColour(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Console.wantsColour(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(Console.wantsColour(Map.of())).isFalse();
    }
}
