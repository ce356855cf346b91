package io.headrace.ingest.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.RequestThread;
import io.headrace.store.owner.StoreFailure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for seconds what the database said, asks once for all who want the same, and bounds who may wait.
 *
 * <p>While the database is away, what was known goes on for {@link #STALE}: writes need only Kafka, so a database that
 * restarts must not stop them; but a key revoked in that time must not live long either.
 */
final class LookupStore<K, V> {
    /** A change, a revocation above all, reaches every instance within 5 seconds; counted from the question on. */
    static final Duration FRESH = Duration.ofSeconds(4);

    static final Duration STALE = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_FOUND = 10_000;
    /** What does not exist is kept apart, so that guesses cannot push out what does. */
    private static final int MAX_MISSING = 10_000;

    static final int MAX_LOADING = 256;

    /** As old as its question: what the database says may change from the moment that it is asked. */
    private record Answer<V>(Optional<V> value, long askedAt) {}

    private final Function<K, Uni<Optional<V>>> source;
    private final LongSupplier nanos;
    private final Cache<K, Answer<V>> found =
            cache().maximumSize(MAX_FOUND).expireAfterWrite(STALE).build();
    private final Cache<K, Answer<V>> missing =
            cache().maximumSize(MAX_MISSING).expireAfterWrite(FRESH).build();
    private final ConcurrentMap<K, CompletableFuture<Optional<V>>> loading = new ConcurrentHashMap<>();

    LookupStore(Function<K, Uni<Optional<V>>> source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    Uni<Optional<V>> find(K key) {
        return find(key, FRESH);
    }

    /** @param maxAge what was asked for longer ago is asked for again; never more than {@link #FRESH} */
    Uni<Optional<V>> find(K key, Duration maxAge) {
        Answer<V> known = known(key);
        if (known != null && nanos.getAsLong() - known.askedAt() < maxAge.toNanos()) {
            return Uni.createFrom().item(known.value());
        }
        if (loading.size() >= MAX_LOADING && !loading.containsKey(key)) {
            return isUsable(known)
                    ? Uni.createFrom().item(known.value())
                    : Uni.createFrom().failure(Problem.storeUnavailable().exception());
        }
        return load(key)
                .onFailure(failure -> StoreFailure.isUnavailable(failure) && isUsable(known))
                .recoverWithItem(() -> known.value());
    }

    /** Its little upkeep is done by whoever asks: to wake another thread for it would cost more. */
    private static Caffeine<Object, Object> cache() {
        return Caffeine.newBuilder().executor(Runnable::run);
    }

    /** Whether it is good enough where no better answer can be had. */
    private boolean isUsable(@Nullable Answer<V> known) {
        return known != null && known.value().isPresent() && nanos.getAsLong() - known.askedAt() < STALE.toNanos();
    }

    private @Nullable Answer<V> known(K key) {
        Answer<V> answer = found.getIfPresent(key);
        return answer != null ? answer : missing.getIfPresent(key);
    }

    /** A copy for each who waits: one that goes away must not cancel it for the others. */
    private Uni<Optional<V>> load(K key) {
        CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<V>> shared = loading.putIfAbsent(key, mine);
        if (shared == null) {
            ask(key, mine);
            shared = mine;
        }
        CompletableFuture<Optional<V>> result = shared;
        return Uni.createFrom().completionStage(result::copy).emitOn(RequestThread.current());
    }

    private void ask(K key, CompletableFuture<Optional<V>> result) {
        long askedAt = nanos.getAsLong();
        // Deferred, so that a source that throws is a failed answer and not a question that stays open for ever.
        Uni.createFrom()
                .deferred(() -> source.apply(key))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .subscribe()
                .with(
                        value -> {
                            remember(key, value, askedAt);
                            loading.remove(key);
                            result.complete(value);
                        },
                        failure -> {
                            loading.remove(key);
                            result.completeExceptionally(failure);
                        });
    }

    private void remember(K key, Optional<V> value, long askedAt) {
        Answer<V> answer = new Answer<>(value, askedAt);
        (value.isPresent() ? found : missing).put(key, answer);
        (value.isPresent() ? missing : found).invalidate(key);
    }
}
