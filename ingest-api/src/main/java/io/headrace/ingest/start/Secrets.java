package io.headrace.ingest.start;

import io.headrace.contracts.KeyPeppers;
import io.headrace.contracts.SecretSealer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** The two secrets that this service cannot do without; it refuses to start when one is missing. */
@Startup
@Singleton
public final class Secrets {
    private final SecretSealer sealer;
    private final KeyPeppers peppers;

    Secrets(IngestConfig config) {
        this.sealer = sealer(required("HEADRACE_SECRET_KEYS", config.secretKeys()));
        this.peppers = peppers(required("HEADRACE_KEY_PEPPER", config.keyPepper()));
    }

    /** Seals what leaves this process. */
    public SecretSealer sealer() {
        return sealer;
    }

    /** Hashes API keys that are new. */
    public byte[] pepper() {
        return peppers.newest();
    }

    /** All that API keys may be hashed with. */
    public KeyPeppers peppers() {
        return peppers;
    }

    private static String required(String name, java.util.Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        name + " is not set: ingest-api does not start without it, because there is no safe default"));
    }

    private static SecretSealer sealer(String configured) {
        try {
            return SecretSealer.of(configured);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("HEADRACE_SECRET_KEYS cannot be read: " + e.getMessage());
        }
    }

    private static KeyPeppers peppers(String configured) {
        try {
            return KeyPeppers.of(configured);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("HEADRACE_KEY_PEPPER " + e.getMessage());
        }
    }
}
