package io.headrace.ingest.access;

import io.headrace.contracts.KeyScope;
import io.headrace.store.owner.KeyView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a token that a key is exchanged for allows, and until when. */
final class TokenPlanner {
    static final Duration LIFETIME = Duration.ofHours(1);

    private TokenPlanner() {}

    /**
     * @param scope no more than the key's own
     * @return empty where the key, or the secret that opened it, is over within this second
     */
    static Optional<AccessToken> token(AdmittedKey admitted, KeyScope scope, Instant now) {
        KeyView key = admitted.key();
        Instant expiresAt = earliest(
                        earliest(now.plus(LIFETIME), key.expiresAt()),
                        key.secret().endOf(admitted.secretVersion()))
                .truncatedTo(ChronoUnit.SECONDS);
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        return expiresAt.isAfter(issuedAt)
                ? Optional.of(new AccessToken(
                        key.id(), key.environment(), scope, admitted.secretVersion(), issuedAt, expiresAt))
                : Optional.empty();
    }

    private static Instant earliest(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }
}
