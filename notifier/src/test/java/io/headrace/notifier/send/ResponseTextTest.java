package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ResponseTextTest {
    @Test
    void whatPostgresCannotStoreIsReplaced() {
        assertThat(ResponseText.of(new byte[] {'a', 0, (byte) 0xFF, 'b'})).isEqualTo("a\uFFFD\uFFFDb");
    }

    @Test
    void aCharacterThatTheLimitCutsIsLeftOut() {
        byte[] body = ("x".repeat(ResponseText.MAX_BYTES_KEPT - 1) + "工").getBytes(StandardCharsets.UTF_8);

        assertThat(ResponseText.of(body)).isEqualTo("x".repeat(ResponseText.MAX_BYTES_KEPT - 1));
    }

    @Test
    void aShortBodyIsKeptWhole() {
        assertThat(ResponseText.of("工单".getBytes(StandardCharsets.UTF_8))).isEqualTo("工单");
    }
}
