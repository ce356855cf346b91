package io.headrace.ingest.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;

/** The signing keys that there are: the one that signs now, the next one, and those whose tokens are still around. */
record SigningKeyRing(List<SigningKey> keys) {
    SigningKeyRing {
        keys = List.copyOf(keys);
    }

    Optional<SigningKey> signer(Instant now) {
        return keys.stream()
                .filter(key -> key.term().signsAt(now))
                .max(Comparator.comparing((SigningKey key) -> key.term().signsFrom())
                        .thenComparing(SigningKey::kid));
    }

    /** The key with this kid, if it may have signed a token that is not over. */
    Optional<SigningKey> find(@Nullable String kid, Instant now) {
        return published(now).filter(key -> key.kid().equals(kid)).findFirst();
    }

    /** The public halves as a JWK set (RFC 7517). */
    String publicJson(Instant now) {
        return new JsonWebKeySet(published(now).map(SigningKey::pair).toList()).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private java.util.stream.Stream<SigningKey> published(Instant now) {
        return keys.stream().filter(key -> key.term().verifiesAt(now));
    }
}
