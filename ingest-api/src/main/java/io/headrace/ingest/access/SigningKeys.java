package io.headrace.ingest.access;

import io.headrace.contracts.SecretSealer;
import io.headrace.ingest.start.IngestConfig;
import io.headrace.ingest.start.Secrets;
import io.headrace.store.key.SigningKeyStore;
import io.headrace.store.key.StoredSigningKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * Has the signing keys at hand, as all instances share them, and makes the next one when it is time. Whoever asks
 * keeps them going: where nobody does, no token is around either.
 */
@Singleton
final class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final String ALL = "all";
    private static final Duration HURRY = Duration.ofSeconds(1);

    private final LookupStore<String, SigningKeyRing> rings;
    private final SigningKeyStore store;
    private final SigningTermPlanner planner;
    private final SecretSealer sealer;
    private final Clock clock;
    /** By what they are sealed in; empty for what does not open. */
    private final ConcurrentMap<String, Optional<PublicJsonWebKey>> opened = new ConcurrentHashMap<>();

    SigningKeys(SigningKeyStore store, IngestConfig config, Secrets secrets, Clock clock) {
        this.rings = new LookupStore<>(all -> load(), System::nanoTime);
        this.store = store;
        this.planner = new SigningTermPlanner(config.token().signingPeriod());
        this.sealer = secrets.sealer();
        this.clock = clock;
    }

    Uni<SigningKeyRing> ring() {
        return rings.find(ALL).map(Optional::orElseThrow);
    }

    /** For who has met a key that is not in the ring: it may be new. */
    Uni<SigningKeyRing> newerRing() {
        return rings.find(ALL, HURRY).map(Optional::orElseThrow);
    }

    private Uni<Optional<SigningKeyRing>> load() {
        Instant now = clock.instant();
        return store.all()
                .chain(keys -> isComplete(keys, now)
                        ? Uni.createFrom().item(keys)
                        : store.complete(now, known -> missing(known, now)))
                .map(keys -> Optional.of(ring(keys)));
    }

    private boolean isComplete(List<StoredSigningKey> stored, Instant now) {
        return planner.missing(terms(stored), now).isEmpty()
                && stored.stream().allMatch(key -> now.isBefore(key.verifiesUntil()));
    }

    private Optional<StoredSigningKey> missing(List<StoredSigningKey> stored, Instant now) {
        return planner.missing(terms(stored), now).map(SigningKey::create).map(key -> {
            LOG.infof(
                    "signing key is new kid=%s signsFrom=%s",
                    key.kid(), key.term().signsFrom());
            return new StoredSigningKey(
                    key.kid(),
                    sealer.seal(key.privateJson(), SigningKeySeal.context(key.kid())),
                    key.term().signsFrom(),
                    key.term().signsUntil(),
                    key.term().verifiesUntil());
        });
    }

    private List<SigningTerm> terms(List<StoredSigningKey> stored) {
        return ring(stored).keys().stream().map(SigningKey::term).toList();
    }

    private SigningKeyRing ring(List<StoredSigningKey> stored) {
        opened.keySet()
                .retainAll(stored.stream().map(StoredSigningKey::sealedKey).toList());
        return new SigningKeyRing(stored.stream()
                .flatMap(key -> opened.computeIfAbsent(key.sealedKey(), text -> open(key)).stream()
                        .map(pair -> new SigningKey(
                                pair, new SigningTerm(key.signsFrom(), key.signsUntil(), key.verifiesUntil()))))
                .toList());
    }

    /** One that does not open (its secret key was taken away, or somebody put it there) is as if it were not there. */
    private Optional<PublicJsonWebKey> open(StoredSigningKey stored) {
        try {
            return SigningKey.readPair(sealer.open(stored.sealedKey(), SigningKeySeal.context(stored.kid())));
        } catch (IllegalArgumentException e) {
            LOG.warnf("signing key does not open kid=%s: %s", stored.kid(), e.getMessage());
            return Optional.empty();
        }
    }
}
