package io.headrace.notifier.send;

import io.headrace.contracts.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a webhook so that its receiver can tell who sent it, and when. */
final class WebhookSigner {
    private WebhookSigner() {}

    /**
     * The value of {@code webhook-signature}, by Standard Webhooks: one signature per live secret.
     *
     * @param id of the event, the same on every attempt
     * @param timestamp unix seconds of this attempt
     */
    static String standard(List<String> secrets, String id, long timestamp, String body) {
        String signed = id + "." + timestamp + "." + body;
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(SigningSecret.bytes(secret), signed)))
                .collect(Collectors.joining(" "));
    }

    /** The value of {@code X-Webhook-Signature}, for receivers that know only this: keyed by the secret's text. */
    static String plain(String secret, String body) {
        return "sha256=" + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
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
}
