package io.headrace.ingest.delivery;

import io.headrace.ingest.http.RequestThread;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Room for searches of the delivery log. One may take seconds and a connection to PostgreSQL for as long: only so many go
 * on at a time, so that writes, reads and logins always find one. A short search is waited for.
 */
@Singleton
final class SearchRoom {
    static final int MAX_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FIRST_WAIT = Duration.ofMillis(5);
    private static final Duration LAST_WAIT = Duration.ofMillis(50);

    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    /** There was no place for a search within a second. */
    static final class Full extends RuntimeException {
        Full() {
            super("too many searches of the delivery log at once", null, true, false);
        }
    }

    /** Fails with {@link Full}; goes on where it was called. */
    <T> Uni<T> search(Supplier<Uni<T>> work) {
        Executor back = RequestThread.current();
        return Uni.createFrom()
                .deferred(() -> enter(work))
                .runSubscriptionOn(back)
                .onFailure(Full.class)
                .retry()
                .withBackOff(FIRST_WAIT, LAST_WAIT)
                .expireIn(PATIENCE.toMillis())
                .onFailure(failure -> failure.getCause() instanceof Full)
                .transform(Throwable::getCause)
                .emitOn(back);
    }

    private <T> Uni<T> enter(Supplier<Uni<T>> work) {
        return places.tryAcquire()
                ? Uni.createFrom().deferred(() -> work.get()).onTermination().invoke(() -> places.release())
                : Uni.createFrom().failure(new Full());
    }
}
