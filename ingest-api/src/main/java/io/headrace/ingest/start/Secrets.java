package io.headrace.ingest.start;

import io.headrace.contracts.SecretSealer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Base64;

/** The two secrets that this service cannot do without; it refuses to start when one is missing. */
@Startup
@Singleton
public final class Secrets {
    private static final int MIN_PEPPER_BYTES = 32;

    private final SecretSealer sealer;
    private final byte[] pepper;

    Secrets(IngestConfig config) {
        this.sealer = sealer(required("HEADRACE_SECRET_KEYS", config.secretKeys()));
        this.pepper = pepper(required("HEADRACE_KEY_PEPPER", config.keyPepper()));
    }

    /** Seals what leaves this process. */
    public SecretSealer sealer() {
        return sealer;
    }

    /** Hashes API keys. */
    public byte[] pepper() {
        return pepper.clone();
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

    private static byte[] pepper(String configured) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(configured);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("HEADRACE_KEY_PEPPER is not base64");
        }
        if (bytes.length < MIN_PEPPER_BYTES) {
            throw new IllegalStateException(
                    "HEADRACE_KEY_PEPPER has " + bytes.length + " bytes: it must have at least " + MIN_PEPPER_BYTES);
        }
        return bytes;
    }
}
