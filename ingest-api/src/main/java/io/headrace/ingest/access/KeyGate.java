package io.headrace.ingest.access;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.store.owner.KeyView;
import io.headrace.store.owner.OwnerStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Knows a key by each form in which a request may bring it: whole, in two headers, or exchanged for a token. */
@Singleton
public final class KeyGate {
    private final LookupStore<String, KeyView> keys;
    private final AccessTokens tokens;
    private final PepperRotation peppers;
    private final Clock clock;

    KeyGate(OwnerStore store, AccessTokens tokens, PepperRotation peppers, Clock clock) {
        this.keys = new LookupStore<>(store::findKey, System::nanoTime);
        this.tokens = tokens;
        this.peppers = peppers;
        this.clock = clock;
    }

    /** Whether the request brings something that could be a key or a token. */
    public boolean isAskedBy(Exchange exchange) {
        return !(Credential.of(exchange) instanceof Credential.Nothing);
    }

    /**
     * The key that the request brings, with the scope that it has there; 401 if it opens nothing. The exchange keeps it
     * in either case, once it is shown that who asks has it.
     */
    public Uni<KeyView> admit(Exchange exchange) {
        Credential credential = Credential.of(exchange);
        if (credential instanceof Credential.Key key) {
            return open(key.key(), LookupStore.FRESH)
                    .invoke(opened -> exchange.keep(KeyView.class, opened.key()))
                    .map(this::usable)
                    .map(AdmittedKey::key);
        }
        if (credential instanceof Credential.Token token) {
            return tokens.read(token.text()).chain(read -> behind(exchange, read));
        }
        throw credential instanceof Credential.Conflict
                ? refused(Problem.of(ErrorCode.CREDENTIAL_MISSING, Text.of("credential.conflict")))
                : unknown();
    }

    /** The key with this id and this secret, as the database has it now; 401 if it opens nothing. */
    public Uni<AdmittedKey> admit(PresentedKey presented) {
        return open(presented, Duration.ZERO).map(this::usable);
    }

    private AdmittedKey usable(AdmittedKey opened) {
        refuseIf(AccessPolicy.judgeKey(opened.key(), clock.instant()));
        return opened;
    }

    private Uni<AdmittedKey> open(PresentedKey presented, Duration maxAge) {
        return keys.find(presented.id(), maxAge)
                .chain(found -> {
                    Optional<AdmittedKey> opened = opened(presented, found);
                    // A secret that does not fit may be one of a moment ago: a key that was rotated must work at once.
                    return opened.isPresent() || found.isEmpty() || maxAge.isZero()
                            ? Uni.createFrom().item(opened)
                            : keys.find(presented.id(), Duration.ZERO).map(newer -> opened(presented, newer));
                })
                .map(opened -> opened.orElseThrow(KeyGate::unknown));
    }

    private Optional<AdmittedKey> opened(PresentedKey presented, Optional<KeyView> found) {
        return found.flatMap(stored -> peppers.all().stream()
                .flatMapToInt(pepper -> AccessPolicy.secretVersion(presented, stored, pepper, clock.instant()).stream())
                .boxed()
                .findFirst()
                .map(version -> new AdmittedKey(stored, version))
                .map(opened -> peppers.seen(presented.secret(), opened)));
    }

    private Uni<KeyView> behind(Exchange exchange, AccessToken token) {
        return keys.find(token.keyId())
                .chain(found -> isNewer(token, found)
                        ? keys.find(token.keyId(), Duration.ZERO)
                        : Uni.createFrom().item(found))
                .map(found -> {
                    KeyView stored = found.orElseThrow(KeyGate::unknown);
                    exchange.keep(KeyView.class, stored);
                    refuseIf(AccessPolicy.judgeToken(token, stored, clock.instant()));
                    return stored.narrowedTo(token.scope());
                });
    }

    /** Got with a secret that is newer than what we know of the key. */
    private static boolean isNewer(AccessToken token, Optional<KeyView> found) {
        return found.isPresent() && token.secretVersion() > found.get().secret().version();
    }

    static void refuseIf(Optional<ErrorCode> refusal) {
        refusal.ifPresent(code -> {
            throw refused(code);
        });
    }

    static RuntimeException unknown() {
        return refused(ErrorCode.CREDENTIAL_MISSING);
    }

    static RuntimeException refused(ErrorCode code) {
        return refused(Problem.of(code));
    }

    private static RuntimeException refused(Problem problem) {
        return (problem.code().status() == 401 ? problem.withHeader("WWW-Authenticate", "Bearer") : problem)
                .exception();
    }
}
