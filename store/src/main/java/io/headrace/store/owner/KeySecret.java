package io.headrace.store.owner;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What opens an API key: its secret, and for a while after a rotation the one before.
 *
 * @param version of the secret; grows with each rotation
 * @param hash HMAC-SHA256 of the secret under the server's pepper
 * @param previousHash of the one before; null if it never had one
 * @param previousValidUntil from when on the one before opens nothing any more; null if there is none
 */
public record KeySecret(
        int version,
        byte[] hash,
        byte @Nullable [] previousHash,
        @Nullable Instant previousValidUntil) {
    /** The secret of a key that was never rotated. */
    public static KeySecret first(byte[] hash) {
        return new KeySecret(1, hash, null, null);
    }

    /** Which version of the secret this is the hash of; empty if it opens nothing now. */
    public OptionalInt versionOf(byte[] presented, Instant now) {
        if (MessageDigest.isEqual(presented, hash)) {
            return OptionalInt.of(version);
        }
        boolean previous = opensPrevious(now) && MessageDigest.isEqual(presented, previousHash);
        return previous ? OptionalInt.of(version - 1) : OptionalInt.empty();
    }

    /** Whether what was got with this version of the secret is still good. */
    public boolean accepts(int version, Instant now) {
        return version == this.version || version == this.version - 1 && opensPrevious(now);
    }

    /** From when on this version opens nothing any more; null if that is not known. */
    public @Nullable Instant endOf(int version) {
        return version == this.version ? null : previousValidUntil;
    }

    private boolean opensPrevious(Instant now) {
        return previousValidUntil != null && now.isBefore(previousValidUntil);
    }
}
