package io.headrace.notifier.send;

import io.headrace.contracts.SigningKey;
import io.headrace.contracts.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a webhook so that its receiver can tell who sent it, and when. */
final class WebhookSigner {
    private WebhookSigner() {}

    /**
     * The value of {@code webhook-signature}, by Standard Webhooks: one signature per live secret, {@code v1} of a
     * {@link SigningSecret} and {@code v1a} of a {@link SigningKey}.
     *
     * @param id of the event, the same on every attempt
     * @param timestamp unix seconds of this attempt
     */
    static String standard(List<String> secrets, String id, long timestamp, String body) {
        String signed = id + "." + timestamp + "." + body;
        return secrets.stream().map(secret -> standard(secret, signed)).collect(Collectors.joining(" "));
    }

    private static String standard(String secret, String signed) {
        return secret.startsWith(SigningKey.PREFIX)
                ? "v1a," + base64(ed25519(secret, signed))
                : "v1," + base64(hmac(SigningSecret.bytes(secret), signed));
    }

    /**
     * The value of {@code X-Webhook-Signature}, for receivers that know only this: keyed by the secret's text. It has
     * room for one signature, and during a rotation the older secret is the one that such a receiver knows.
     *
     * @param secrets the newest first
     * @return empty where all of them are keys, of which the receiver has the public half only
     */
    static Optional<String> plain(List<String> secrets, String body) {
        return secrets.stream()
                .filter(secret -> secret.startsWith(SigningSecret.PREFIX))
                .reduce((newer, older) -> older)
                .map(secret ->
                        "sha256=" + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body)));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ed25519(String key, String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(SigningKey.privateKey(key));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
