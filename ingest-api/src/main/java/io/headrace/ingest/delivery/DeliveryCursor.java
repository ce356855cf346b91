package io.headrace.ingest.delivery;

import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.start.Secrets;
import io.headrace.store.replay.DeliveryPlace;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Where a list of deliveries goes on, as an opaque and signed text. */
@Singleton
final class DeliveryCursor {
    private static final String USE = "delivery-cursor:";
    private static final int PLACE_BYTES = 32;
    private static final int SIGNATURE_BYTES = 8;

    private final SecretKeySpec key;

    DeliveryCursor(Secrets secrets) {
        this.key = new SecretKeySpec(secrets.pepper(), "HmacSHA256");
    }

    String write(DeliveryPlace place) {
        byte[] bytes = ByteBuffer.allocate(PLACE_BYTES)
                .putLong(place.eventId().getMostSignificantBits())
                .putLong(place.eventId().getLeastSignificantBits())
                .putLong(place.deliveryId().getMostSignificantBits())
                .putLong(place.deliveryId().getLeastSignificantBits())
                .array();
        ByteBuffer all =
                ByteBuffer.allocate(PLACE_BYTES + SIGNATURE_BYTES).put(bytes).put(signature(bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    /** Null for the empty text: the beginning. */
    @Nullable
    DeliveryPlace read(String text) {
        if (text.isEmpty()) {
            return null;
        }
        byte[] all = decoded(text);
        byte[] place = Arrays.copyOf(all, PLACE_BYTES);
        byte[] signed = Arrays.copyOfRange(all, Math.min(all.length, PLACE_BYTES), all.length);
        if (!MessageDigest.isEqual(signed, signature(place))) {
            throw refused();
        }
        ByteBuffer bytes = ByteBuffer.wrap(place);
        return new DeliveryPlace(
                new UUID(bytes.getLong(), bytes.getLong()), new UUID(bytes.getLong(), bytes.getLong()));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private byte[] signature(byte[] place) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(USE.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(place), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException refused() {
        return Problem.badParameter("cursor", Text.of("parameter.cursor")).exception();
    }
}
