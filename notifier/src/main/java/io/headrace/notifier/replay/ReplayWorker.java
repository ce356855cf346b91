package io.headrace.notifier.replay;

import io.headrace.notifier.NotifierConfig;
import io.headrace.notifier.deliver.DeliveryWorker;
import io.headrace.store.replay.ReplayStore;
import io.headrace.store.replay.RequestStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Carries out what people ask for: takes it out of the queue, and replays, so many deliveries a second of each job. */
@Singleton
public final class ReplayWorker {
    private static final int MAX_REQUESTS = 100;
    private static final int MAX_STEPS = 20;
    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(1);

    /** After this long a turn makes no further step: who waits for it has a patience. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    private final RequestStore requests;
    private final ReplayStore replays;
    private final DeliveryWorker deliveries;
    private final int perSecond;

    ReplayWorker(RequestStore requests, ReplayStore replays, DeliveryWorker deliveries, NotifierConfig config) {
        this.requests = requests;
        this.replays = replays;
        this.deliveries = deliveries;
        this.perSecond = config.replay().perSecond();
    }

    /** One turn: what is new, then steps of the jobs whose pause is over; one that finds nothing makes several. */
    public Uni<Void> turn() {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        return requests.take(MAX_REQUESTS).invoke(taken -> wakeIf(taken > 0)).chain(() -> step(MAX_STEPS, end));
    }

    private Uni<Void> step(int left, long end) {
        return replays.step(BETWEEN_STEPS, perSecond)
                .invoke(this::wakeIf)
                .chain(stepped -> stepped && left > 1 && System.nanoTime() - end < 0
                        ? step(left - 1, end)
                        : Uni.createFrom().voidItem());
    }

    private void wakeIf(boolean some) {
        if (some) {
            deliveries.wake();
        }
    }
}
