package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.Ed25519Verify;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.headrace.contracts.SigningKey;
import io.headrace.contracts.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that the published vectors and verifiers of other people accept. */
final class WebhookSignerTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long NOW = Instant.now().getEpochSecond();
    private static final String PLAIN = "sha256=80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c";

    static List<SignatureVector> published() {
        return SignatureVector.published();
    }

    @ParameterizedTest
    @MethodSource
    void published(SignatureVector vector) {
        String signature =
                WebhookSigner.standard(List.of(vector.secret()), vector.id(), vector.timestamp(), vector.body());

        assertThat(signature).isEqualTo(vector.signature());
    }

    @Test
    void anIndependentVerifierAcceptsEachLiveSecret() {
        String other = SigningSecret.create();
        String signature = sign(List.of(other, SECRET), BODY + "工单");

        assertThat(signature.split(" ")).hasSize(2).doesNotHaveDuplicates().allMatch(each -> each.startsWith("v1,"));
        assertThatCode(() -> verify(SECRET, BODY + "工单", signature)).doesNotThrowAnyException();
        assertThatCode(() -> verify(other, BODY + "工单", signature)).doesNotThrowAnyException();
    }

    @Test
    void anIndependentVerifierAcceptsNothingElse() {
        String signature = sign(List.of(SECRET), BODY);

        assertThatThrownBy(() -> verify(SECRET, BODY + " ", signature))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(SigningSecret.create(), BODY, signature))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void anIndependentVerifierAcceptsTheSignatureOfAKey() {
        String key = SigningKey.create();

        String signature = sign(List.of(key), BODY);

        assertThat(signature).startsWith("v1a,");
        assertThatCode(() -> verifyKey(SigningKey.publicKey(key), ID + "." + NOW + "." + BODY, signature))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> verifyKey(SigningKey.publicKey(SigningKey.create()), BODY, signature))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aVerifierOfSecretsPassesOverTheSignatureOfAKey() {
        String signature = sign(List.of(SigningKey.create(), SECRET), BODY);

        assertThat(signature).matches("v1a,\\S+ v1,\\S+");
        assertThatCode(() -> verify(SECRET, BODY, signature)).doesNotThrowAnyException();
    }

    /** As {@code printf '%s' "$body" | openssl dgst -sha256 -hmac "$secret"} prints it. */
    @Test
    void thePlainSignatureIsKeyedByTheTextOfTheOlderSecret() {
        assertThat(WebhookSigner.plain(List.of(SECRET), BODY)).hasValue(PLAIN);
        assertThat(WebhookSigner.plain(List.of(SigningSecret.create(), SECRET, SigningKey.create()), BODY))
                .hasValue(PLAIN);
        assertThat(WebhookSigner.plain(List.of(SigningKey.create()), BODY)).isEmpty();
    }

    private static String sign(List<String> secrets, String body) {
        return WebhookSigner.standard(secrets, ID, NOW, body);
    }

    private static void verify(String secret, String body, String signature) throws Exception {
        new Webhook(secret)
                .verify(
                        body,
                        Map.of(
                                "webhook-id", List.of(ID),
                                "webhook-timestamp", List.of(Long.toString(NOW)),
                                "webhook-signature", List.of(signature)));
    }

    private static void verifyKey(String publicKey, String signed, String signature) throws Exception {
        byte[] key = Base64.getDecoder().decode(publicKey.substring(SigningKey.PUBLIC_PREFIX.length()));
        byte[] bytes = Base64.getDecoder().decode(signature.substring("v1a,".length()));
        new Ed25519Verify(key).verify(bytes, signed.getBytes(StandardCharsets.UTF_8));
    }
}
