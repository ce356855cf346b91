package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What receivers make of our signatures with what others wrote: Java's own Ed25519, a library for the secrets. */
class SignatureKeyTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    /** How X.509 says that 32 bytes follow which are an Ed25519 key (RFC 8410). */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();
    private final Subscriptions subscriptions = new Subscriptions(owner);
    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        subscriptions.close();
        receiver.close();
    }

    @Test
    void a_target_verifies_with_the_public_key_alone() {
        JsonNode made = subscriptions.add("test", receiver.url("/key"), body -> body.put("signature", "v1a"));
        subscriptions.awaitKnown();

        system.test().post(ORDER);

        WebhookReceiver.Receipt receipt = single("/key");
        String publicKey = made.path("publicKey").asText();
        assertThat(made.path("signature").asText()).isEqualTo("v1a");
        assertThat(made.has("secret")).isFalse();
        assertThat(made.toString()).doesNotContain("whsk_");
        assertThat(publicKey).startsWith("whpk_");
        assertThat(owner.get(path(made)).json().at("/data/publicKey").asText()).isEqualTo(publicKey);
        assertThat(receipt.header("webhook-signature").split(" ")).hasSize(1);
        assertThat(verifies(receipt, 0, publicKey)).isTrue();
        assertThat(receipt.header("X-Webhook-Signature")).isEmpty();
    }

    @Test
    void after_a_rotation_both_keys_verify_until_the_grace_is_over() {
        JsonNode made = subscriptions.add("test", receiver.url("/rotated"), body -> body.put("signature", "v1a"));
        String old = made.path("publicKey").asText();

        ApiClient.Answer rotated = owner.post(path(made) + "/rotate-secret", "{\"grace\":\"PT1H\"}");

        String fresh = rotated.json().at("/data/publicKey").asText();
        assertThat(rotated.text()).doesNotContain("\"secret\"").doesNotContain("whsk_");
        assertThat(fresh).startsWith("whpk_").isNotEqualTo(old);
        subscriptions.awaitKnown();
        system.test().post(ORDER);
        WebhookReceiver.Receipt during = single("/rotated");
        assertThat(during.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(verifies(during, 0, fresh)).isTrue();
        assertThat(verifies(during, 1, old)).isTrue();
        assertThat(verifies(during, 0, old)).isFalse();
        assertThat(during.header("X-Webhook-Signature")).isEmpty();
        try (Clock clock = new Clock(system)) {
            clock.advance(Duration.ofMinutes(61));
            system.test().post(ORDER);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.at("/rotated").size() == 2);
        }
        WebhookReceiver.Receipt after = receiver.at("/rotated").get(1);
        assertThat(after.header("webhook-signature").split(" ")).hasSize(1);
        assertThat(verifies(after, 0, fresh)).isTrue();
    }

    @Test
    void an_independent_library_verifies_the_signature_by_a_secret() {
        JsonNode made = subscriptions.add("test", receiver.url("/secret"));
        subscriptions.awaitKnown();

        system.test().post("{\"order_id\":\"工单\",\"amount\":12.50}");

        WebhookReceiver.Receipt receipt = single("/secret");
        assertThat(made.path("signature").asText()).isEqualTo("v1");
        assertThat(made.path("publicKey").isNull()).isTrue();
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of(receipt.header("webhook-id")),
                "webhook-timestamp", List.of(receipt.header("webhook-timestamp")),
                "webhook-signature", List.of(receipt.header("webhook-signature")));
        String body = new String(receipt.body(), StandardCharsets.UTF_8);
        Webhook verifier = new Webhook(made.path("secret").asText());
        assertThatCode(() -> verifier.verify(body, headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verifier.verify(body + " ", headers)).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void a_key_is_made_here_and_nowhere_else() {
        String body = "{\"url\":\"https://shop.example/\",\"environment\":\"test\",";
        String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(SubscriptionTest.fields(
                        owner.post(Subscriptions.PATH, body + "\"signature\":\"v1a\",\"secret\":\"" + secret + "\"}")))
                .containsExactly("secret");
        assertThat(SubscriptionTest.fields(owner.post(Subscriptions.PATH, body + "\"signature\":\"v2\"}")))
                .containsExactly("signature");
    }

    @Test
    void how_it_is_signed_is_never_changed() {
        JsonNode made = subscriptions.add("test", "https://shop.example/", body -> body.put("signature", "v1a"));

        assertThat(SubscriptionTest.fields(owner.patch(path(made), "{\"signature\":\"v1\"}")))
                .containsExactly("signature");
    }

    private WebhookReceiver.Receipt single(String path) {
        await(path)
                .atMost(Duration.ofSeconds(30))
                .until(() -> !receiver.at(path).isEmpty());
        return receiver.at(path).get(0);
    }

    private static String path(JsonNode subscription) {
        return Subscriptions.PATH + "/" + subscription.path("id").asText();
    }

    /** Whether the signature at this place is one of this key, by Java's own Ed25519. */
    private static boolean verifies(WebhookReceiver.Receipt receipt, int place, String publicKey) {
        String one = receipt.header("webhook-signature").split(" ")[place];
        assertThat(one).startsWith("v1a,");
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((receipt.header("webhook-id") + "." + receipt.header("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(receipt.body());
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key(publicKey));
            verifier.update(signed.toByteArray());
            return verifier.verify(Base64.getDecoder().decode(one.substring("v1a,".length())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey key(String publicKey) throws GeneralSecurityException {
        byte[] raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
        byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + raw.length);
        System.arraycopy(raw, 0, encoded, ED25519.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
