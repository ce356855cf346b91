package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a webhook's signatures as a collaborator would, from the published rules alone. */
public final class Signatures {
    private Signatures() {}

    /** @param header gives a header's value by its name in lower case */
    public static boolean areValid(UnaryOperator<String> header, byte[] body, String secret) {
        return isStandard(header, body, secret, header.apply("webhook-signature"))
                && header.apply("x-webhook-signature")
                        .equals("sha256="
                                + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body)));
    }

    /** Whether this one signature, of several that there may be, is by this secret. */
    static boolean isStandard(UnaryOperator<String> header, byte[] body, String secret, String signature) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String signed = header.apply("webhook-id") + "." + header.apply("webhook-timestamp") + ".";
        byte[] head = signed.getBytes(StandardCharsets.UTF_8);
        return signature.equals("v1," + Base64.getEncoder().encodeToString(hmac(key, head, body)));
    }

    static void assertValid(WebhookReceiver.Receipt receipt, String secret) {
        assertThat(areValid(receipt::header, receipt.body(), secret))
                .as("signatures of %s", receipt.headers())
                .isTrue();
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
