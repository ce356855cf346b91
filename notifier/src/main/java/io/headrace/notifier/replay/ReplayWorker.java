package io.headrace.notifier.replay;

import io.headrace.notifier.NotifierConfig;
import io.headrace.notifier.deliver.DeliveryWorker;
import io.headrace.store.replay.ReplayStore;
import io.headrace.store.replay.RequestStore;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Carries out what people ask for: takes it out of the queue, and replays, so many deliveries a second of each job. */
@Singleton
public final class ReplayWorker {
    private static final int MAX_REQUESTS = 100;
    private static final int MAX_STEPS = 20;
    private static final int MAX_PER_SECOND = 10_000;
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
        this.perSecond = bounded(config.replay().perSecond());
    }

    /** A step is one statement, which has seconds. */
    static int bounded(int perSecond) {
        if (perSecond < 1 || perSecond > MAX_PER_SECOND) {
            throw new ConfigurationException(
                    "HEADRACE_REPLAY_PER_SECOND is " + perSecond + ": must be 1 to " + MAX_PER_SECOND);
        }
        return perSecond;
    }

    /** One turn: what is new, then steps of the jobs whose pause is over; one that finds nothing makes several. */
    public Uni<Void> turn() {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        return requests.take(MAX_REQUESTS)
                .invoke(taken -> wakeIf(taken > 0))
                .chain(() -> step(Set.of(), MAX_STEPS, end));
    }

    /** Each owner has a step before one of them has a second. */
    private Uni<Void> step(Set<UUID> served, int left, long end) {
        if (left == 0 || System.nanoTime() - end >= 0) {
            return Uni.createFrom().voidItem();
        }
        return replays.step(BETWEEN_STEPS, perSecond, served)
                .invoke(owner -> wakeIf(owner.isPresent()))
                .chain(owner -> {
                    if (owner.isPresent()) {
                        return step(with(served, owner.get()), left - 1, end);
                    }
                    return served.isEmpty() ? Uni.createFrom().voidItem() : step(Set.of(), left, end);
                });
    }

    private static Set<UUID> with(Set<UUID> served, UUID owner) {
        Set<UUID> all = new HashSet<>(served);
        all.add(owner);
        return all;
    }

    private void wakeIf(boolean some) {
        if (some) {
            deliveries.wake();
        }
    }
}
