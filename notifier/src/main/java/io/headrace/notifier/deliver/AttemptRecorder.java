package io.headrace.notifier.deliver;

import io.headrace.notifier.Outage;
import io.headrace.store.delivery.AttemptStore;
import io.headrace.store.delivery.EndedAttempt;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Records ended attempts, as many as have gathered with one statement, and holds on to them while the database is
 * away. The queue is bounded by the budget of attempts in flight: one counts until it is recorded.
 */
@Singleton
final class AttemptRecorder {
    private static final Logger LOG = Logger.getLogger(AttemptRecorder.class);
    private static final int MAX_BATCH = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Between statements: most of what one costs, it costs once, and a flush of the disk as well. Nobody waits for them;
     * what a crash finds unrecorded is attempted again.
     */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    private final AttemptStore attempts;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private final Outage outage = new Outage(LOG, "recording attempts");
    private final Pace pace;
    private boolean writing;

    private record Entry(EndedAttempt attempt, UniEmitter<? super Boolean> recorded) {}

    AttemptRecorder(Vertx vertx, AttemptStore attempts) {
        this.attempts = attempts;
        this.pace = new Pace(vertx, PACE, this::writeNext);
    }

    /** Whether the delivery moved; if not, its lease had been taken away. Fails never, waits as long as it takes. */
    Uni<Boolean> record(EndedAttempt attempt) {
        return Uni.createFrom().emitter(emitter -> {
            enqueue(new Entry(attempt, emitter));
            pace.ask();
        });
    }

    private synchronized void enqueue(Entry entry) {
        waiting.add(entry);
    }

    private void writeNext() {
        List<Entry> batch = takeBatch();
        if (!batch.isEmpty()) {
            write(batch.stream().map(Entry::attempt).toList())
                    .subscribe()
                    .with(moved -> finish(batch, moved), failure -> finish(batch, Set.of()));
        }
    }

    private synchronized List<Entry> takeBatch() {
        List<Entry> batch = new ArrayList<>();
        while (!writing && batch.size() < MAX_BATCH && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        writing |= !batch.isEmpty();
        return batch;
    }

    /** Whether there is more to write. */
    private synchronized boolean endWriting() {
        writing = false;
        return !waiting.isEmpty();
    }

    private Uni<Set<UUID>> write(List<EndedAttempt> batch) {
        return Uni.createFrom()
                .deferred(() -> attempts.record(batch, System.nanoTime()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(outage::failed)
                .onItem()
                .invoke(outage::worked)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely();
    }

    private void finish(List<Entry> batch, Set<UUID> moved) {
        if (endWriting()) {
            pace.ask();
        }
        for (Entry entry : batch) {
            entry.recorded().complete(moved.contains(entry.attempt().delivery().leaseId()));
        }
    }
}
