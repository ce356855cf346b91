package io.headrace.ingest.subscription;

import io.headrace.contracts.SigningKey;
import io.headrace.contracts.SigningSecret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How webhooks are signed, by the names of Standard Webhooks. Chosen when a subscription is made, and never changed. */
enum SignatureScheme {
    /** HMAC-SHA256 with a secret that both sides know. */
    V1("v1"),
    /** Ed25519: we sign with a private key that nobody is shown, the target verifies with the public one. */
    V1A("v1a");

    static final Map<String, SignatureScheme> BY_NAME = Map.of(V1.wireName, V1, V1A.wireName, V1A);

    private final String wireName;

    SignatureScheme(String wireName) {
        this.wireName = wireName;
    }

    /** @param publicKey of a subscription; null where it has none */
    static SignatureScheme of(@Nullable String publicKey) {
        return publicKey == null ? V1 : V1A;
    }

    String wireName() {
        return wireName;
    }

    NewSecret create() {
        return switch (this) {
            case V1 -> new NewSecret(SigningSecret.create(), null);
            case V1A -> {
                String key = SigningKey.create();
                yield new NewSecret(key, SigningKey.publicKey(key));
            }
        };
    }
}
