package io.headrace.contracts;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Identifiers: a UUID inside, a prefix and 26 characters of lower-case base32 outside.
 *
 * <p>New ones are UUIDv7, so they sort by time. Ones that must come out the same after a crash are derived: an event
 * has the UUID of its operation, a delivery has one derived from its event and its subscription.
 */
public final class Ids {
    public static final String RECORD = "rec_";
    public static final String OPERATION = "op_";
    public static final String EVENT = "evt_";
    public static final String DELIVERY = "dlv_";
    public static final String REQUEST = "req_";
    public static final String SUBSCRIPTION = "sub_";
    public static final String COLLABORATOR = "col_";
    public static final String JOB = "job_";
    public static final String OWNER = "own_";

    private Ids() {}

    /** A new time-ordered id (RFC 9562 version 7), strictly increasing within this process. */
    public static UUID create() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    /** {@code prefix} followed by the id in base32. */
    public static String format(String prefix, UUID id) {
        return prefix + Base32.encode(id);
    }

    /** Empty if {@code text} does not have exactly the form that {@link #format} writes with this prefix. */
    public static Optional<UUID> parse(String prefix, String text) {
        return text.startsWith(prefix)
                ? Base32.decode(text.subSequence(prefix.length(), text.length()))
                : Optional.empty();
    }

    /**
     * The id that belongs to {@code source} and {@code name} for ever (RFC 9562 version 8): the millisecond of
     * {@code source} first, so that it falls into the same daily partition, then a hash of both.
     */
    public static UUID derive(UUID source, String name) {
        long millis = source.getMostSignificantBits() >>> 16;
        ByteBuffer hash = ByteBuffer.wrap(sha256(
                ByteBuffer.allocate(16)
                        .putLong(source.getMostSignificantBits())
                        .putLong(source.getLeastSignificantBits())
                        .array(),
                name.getBytes(StandardCharsets.UTF_8)));
        return stamped(millis, hash.getLong(), hash.getLong());
    }

    /** The one delivery of an event to a subscription. */
    public static UUID delivery(UUID eventId, UUID subscriptionId) {
        return derive(eventId, subscriptionId.toString());
    }

    /** The delivery that a job makes of an earlier one of the same event: made twice, it is the same. */
    public static UUID replay(UUID eventId, UUID jobId, UUID deliveryId) {
        return derive(eventId, "replay:" + jobId + ":" + deliveryId);
    }

    /** The id that belongs to {@code name} for ever, placed at {@code time}: for what arrived without an id. */
    public static UUID derive(Instant time, String name) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(name.getBytes(StandardCharsets.UTF_8)));
        return stamped(Math.max(0, time.toEpochMilli()), hash.getLong(), hash.getLong());
    }

    /** The smallest id of the millisecond of {@code time}; of 1970 for all that is earlier. */
    public static UUID first(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
    }

    /** When a time-ordered id was made, or what it was derived from; in milliseconds. */
    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private static UUID stamped(long millis, long hashHigh, long hashLow) {
        return new UUID(
                millis << 16 | 0x8000L | hashHigh & 0x0FFFL, hashLow & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
