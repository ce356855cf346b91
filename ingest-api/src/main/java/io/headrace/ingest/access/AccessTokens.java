package io.headrace.ingest.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.ingest.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exchanges keys for tokens, and knows them again. To check a signature costs much, so it is done once a minute. */
@Singleton
public final class AccessTokens {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final SigningKeys keys;
    private final SignatureWorker signatures;
    private final String issuer;
    private final Clock clock;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** A token whose signature was checked, and the name of the key that had made it. */
    private record Known(AccessToken token, String kid) {}

    AccessTokens(SigningKeys keys, SignatureWorker signatures, TokenIssuer issuer, Clock clock) {
        this.keys = keys;
        this.signatures = signatures;
        this.issuer = issuer.name();
        this.clock = clock;
    }

    /** @param scope no more than the key's own; empty where the key is over within this second */
    public Optional<AccessToken> plan(AdmittedKey key, KeyScope scope) {
        return TokenPlanner.token(key, scope, clock.instant());
    }

    public Uni<String> sign(AccessToken token) {
        return keys.ring()
                .map(ring -> ring.signer(clock.instant()))
                .chain(signer -> signer.isPresent()
                        ? Uni.createFrom().item(signer)
                        : keys.newerRing().map(ring -> ring.signer(clock.instant())))
                .map(signer ->
                        signer.orElseThrow(() -> Problem.storeUnavailable().exception()))
                .chain(signer -> signatures.run(() -> TokenSigner.sign(token, signer, issuer)));
    }

    /** The public halves of the signing keys, as a JWK set. */
    public Uni<String> publicKeys() {
        return keys.ring().map(ring -> ring.publicJson(clock.instant()));
    }

    /** What a token says, if one of our keys has signed it and it is not over; else 401. */
    Uni<AccessToken> read(String text) {
        Known remembered = known.getIfPresent(text);
        @Nullable String kid = remembered == null ? TokenReader.kid(text) : remembered.kid();
        return keys.ring()
                .chain(ring -> ring.find(kid, clock.instant()).isPresent()
                        ? Uni.createFrom().item(ring)
                        : keys.newerRing())
                .map(ring -> ring.find(kid, clock.instant()).orElseThrow(KeyGate::unknown))
                .chain(key -> remembered == null
                        ? verified(text, key)
                        : Uni.createFrom().item(remembered.token()))
                .invoke(token -> refuseIfOver(token, clock.instant()));
    }

    private Uni<AccessToken> verified(String text, SigningKey key) {
        return signatures
                .run(() -> TokenReader.read(text, key, issuer, clock.instant()))
                .map(AccessTokens::genuine)
                .invoke(token -> known.put(text, new Known(token, key.kid())));
    }

    private static AccessToken genuine(TokenReader.Reading reading) {
        if (reading instanceof TokenReader.Genuine genuine) {
            return genuine.token();
        }
        KeyGate.refuseIf(
                reading instanceof TokenReader.Expired ? Optional.of(ErrorCode.CREDENTIAL_EXPIRED) : Optional.empty());
        throw KeyGate.unknown();
    }

    private static void refuseIfOver(AccessToken token, Instant now) {
        KeyGate.refuseIf(
                now.isBefore(token.expiresAt()) ? Optional.empty() : Optional.of(ErrorCode.CREDENTIAL_EXPIRED));
    }
}
