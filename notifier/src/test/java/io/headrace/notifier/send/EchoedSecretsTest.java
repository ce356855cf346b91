package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EchoedSecretsTest {
    private final EchoedSecrets secrets = EchoedSecrets.of(Map.of(
            "Authorization", "Bearer sesame-open-4711",
            "X-Team", "till",
            "X-Request-ID", "req-long-enough",
            "webhook-signature", "v1,c2lnbmF0dXJl",
            "Content-Type", "application/json"));

    @Test
    void anEchoedSecretIsRemovedWithOrWithoutItsScheme() {
        assertThat(secrets.removedFrom(
                        "{\"authorization\":\"Bearer sesame-open-4711\",\"token\":\"sesame-open-4711\"}"))
                .isEqualTo("{\"authorization\":\"Bearer [removed]\",\"token\":\"[removed]\"}");
    }

    @Test
    void everythingElseStaysByteForByte() {
        byte[] body = "工单 req-long-enough till application/json v1,c2lnbmF0dXJl \u0000\u00FF"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(secrets.removedFrom(body)).isEqualTo(body);
        assertThat(EchoedSecrets.of(Map.of()).removedFrom(body)).isSameAs(body);
    }

    @Test
    void aSecretThatHoldsAnotherIsRemovedWhole() {
        EchoedSecrets both = EchoedSecrets.of(Map.of("X-A", "sesame-open", "X-B", "sesame-open-twice"));

        assertThat(both.removedFrom("sesame-open-twice sesame-open")).isEqualTo("[removed] [removed]");
    }
}
