package io.headrace.ingest.key;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.endpoint.EndpointFinder;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.start.Secrets;
import io.headrace.store.endpoint.Addition;
import io.headrace.store.key.KeyChange;
import io.headrace.store.key.KeyDraft;
import io.headrace.store.key.KeyPlace;
import io.headrace.store.key.KeyStore;
import io.headrace.store.key.StoredKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Makes, changes and ends keys. A key that was revoked can only be looked at. */
@Singleton
final class KeyWorker {
    /** That are not revoked, of one endpoint. */
    static final int MAX_KEYS = 100;

    private final KeyStore store;
    private final byte[] pepper;
    private final Clock clock;

    KeyWorker(KeyStore store, Secrets secrets, Clock clock) {
        this.store = store;
        this.pepper = secrets.pepper();
        this.clock = clock;
    }

    /** A key and the secret that it has from now on. */
    record Shown(StoredKey stored, ApiKey key) {}

    Uni<Shown> create(Visit visit, KeyBodies.Wish wish) {
        refuseUnlessSeen(visit.caller(), wish.key().environment());
        KeyDraft draft = new KeyDraft(
                wish.key().id(),
                wish.key().environment(),
                wish.scope(),
                wish.name(),
                wish.key().hash(pepper),
                wish.expiresAt());
        return store.create(visit.place(), draft, MAX_KEYS).map(made -> new Shown(stored(made), wish.key()));
    }

    Uni<StoredKey> find(KeyPlace place, String id) {
        return checked(id).chain(known -> store.find(place, known)).map(KeyWorker::there);
    }

    Uni<StoredKey> change(Visit visit, String id, KeyChange change) {
        return find(visit.place(), id)
                .invoke(KeyWorker::refuseIfRevoked)
                .invoke(key -> refuseUnlessSeen(visit.caller(), key.environment()))
                .chain(key -> store.change(visit.place(), key.id(), change))
                .chain(changed -> unrevoked(visit.place(), id, changed));
    }

    Uni<Shown> rotate(Visit visit, String id, Duration grace) {
        return find(visit.place(), id)
                .invoke(KeyWorker::refuseIfRevoked)
                .invoke(key -> refuseUnlessSeen(visit.caller(), key.environment()))
                .chain(key -> {
                    ApiKey rotated = ApiKey.rotated(key.environment(), key.id());
                    return store.rotate(
                                    visit.place(),
                                    key.id(),
                                    rotated.hash(pepper),
                                    clock.instant().plus(grace))
                            .chain(stored -> unrevoked(visit.place(), id, stored))
                            .map(stored -> new Shown(stored, rotated));
                });
    }

    Uni<StoredKey> revoke(Visit visit, String id) {
        return find(visit.place(), id)
                .invoke(key -> refuseUnlessSeen(visit.caller(), key.environment()))
                .chain(key -> store.revoke(visit.place(), key.id()))
                .map(KeyWorker::there);
    }

    /** What has not the form of an id is nobody's. */
    private static Uni<String> checked(String id) {
        return Uni.createFrom().item(() -> {
            if (!ApiKey.isId(id)) {
                throw EndpointFinder.notFound();
            }
            return id;
        });
    }

    private static StoredKey there(Optional<StoredKey> found) {
        return found.orElseThrow(EndpointFinder::notFound);
    }

    private static StoredKey stored(Addition<StoredKey> addition) {
        if (addition instanceof Addition.Added<StoredKey> added) {
            return added.item();
        }
        throw addition instanceof Addition.Gone ? EndpointFinder.notFound() : tooMany();
    }

    /** It was there a moment ago: since then it was revoked, or deleted with its endpoint. */
    private Uni<StoredKey> unrevoked(KeyPlace place, String id, Optional<StoredKey> changed) {
        return changed.map(key -> Uni.createFrom().item(key))
                .orElseGet(() -> find(place, id).map(key -> {
                    throw revoked();
                }));
    }

    private static void refuseIfRevoked(StoredKey key) {
        if (key.revokedAt() != null) {
            throw revoked();
        }
    }

    /** A test key that could make itself a live key, learn the secret of one or revive it, would see live data. */
    private static void refuseUnlessSeen(OwnerCaller caller, Environment environment) {
        if (!caller.sees(environment)) {
            throw Problem.of(ErrorCode.SCOPE_TOO_SMALL, Text.of("key.live")).exception();
        }
    }

    private static RuntimeException revoked() {
        return Problem.of(ErrorCode.BUSINESS_RULE, Text.of("key.revoked")).exception();
    }

    private static RuntimeException tooMany() {
        return Problem.of(ErrorCode.BUSINESS_RULE, Text.of("key.too_many", MAX_KEYS))
                .exception();
    }
}
