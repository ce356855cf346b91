package io.headrace.ingest.access;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An API key as a request brings it: whole, or its id and its secret apart.
 *
 * @param environment as the key's prefix says; null where only id and secret came
 */
public record PresentedKey(
        String id, String secret, @Nullable Environment environment) {
    static PresentedKey of(ApiKey key) {
        return new PresentedKey(key.id(), key.secret(), key.environment());
    }

    /** Empty unless both have their form. */
    public static Optional<PresentedKey> of(@Nullable String id, @Nullable String secret) {
        return id != null && secret != null && ApiKey.isId(id) && ApiKey.isSecret(secret)
                ? Optional.of(new PresentedKey(id, secret, null))
                : Optional.empty();
    }

    boolean isSameAs(PresentedKey other) {
        return id.equals(other.id) && secret.equals(other.secret);
    }

    /** Without the secret, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "key " + id;
    }
}
