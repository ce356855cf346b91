package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a webhook's signatures as a collaborator would, from the published rules alone. */
final class Signatures {
    private Signatures() {}

    static void assertValid(WebhookReceiver.Receipt receipt, String secret) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String signed = receipt.header("webhook-id") + "." + receipt.header("webhook-timestamp") + ".";
        byte[] head = signed.getBytes(StandardCharsets.UTF_8);

        assertThat(receipt.header("webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(hmac(key, head, receipt.body())));
        assertThat(receipt.header("x-webhook-signature"))
                .isEqualTo("sha256="
                        + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), receipt.body())));
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
