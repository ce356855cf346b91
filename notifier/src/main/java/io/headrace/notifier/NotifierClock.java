package io.headrace.notifier;

import io.headrace.notifier.deliver.DeliveryWorker;
import io.headrace.notifier.deliver.WithdrawalWorker;
import io.headrace.notifier.hold.HoldWorker;
import io.headrace.notifier.replay.ReplayWorker;
import io.headrace.notifier.retention.RetentionWorker;
import io.headrace.store.delivery.BacklogStore;
import io.headrace.store.delivery.DeliverySchemaStore;
import io.headrace.store.delivery.LeaseStore;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What happens by the clock: due retries, holds, expired leases, partitions ahead of the calendar, gauges. */
@Singleton
final class NotifierClock {
    private static final Logger LOG = Logger.getLogger(NotifierClock.class);
    private static final int PARTITION_DAYS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What an outcome that waits in another instance may need after an outage: a patience and a pause of its own. */
    private static final Duration STEADY = Duration.ofSeconds(15);

    private static final Duration BREAK = Duration.ofSeconds(3);

    private final DeliveryWorker worker;
    private final WithdrawalWorker withdrawals;
    private final HoldWorker holds;
    private final ReplayWorker replays;
    private final RetentionWorker retention;
    private final LeaseStore leases;
    private final DeliverySchemaStore schema;
    private final BacklogStore backlog;
    private final NotifierMetrics metrics;
    private final Steadiness postgres = new Steadiness(STEADY, BREAK, System.nanoTime());
    private final List<Cancellable> ticking = new ArrayList<>();

    NotifierClock(
            DeliveryWorker worker,
            WithdrawalWorker withdrawals,
            HoldWorker holds,
            ReplayWorker replays,
            RetentionWorker retention,
            LeaseStore leases,
            DeliverySchemaStore schema,
            BacklogStore backlog,
            NotifierMetrics metrics) {
        this.worker = worker;
        this.withdrawals = withdrawals;
        this.holds = holds;
        this.replays = replays;
        this.retention = retention;
        this.leases = leases;
        this.schema = schema;
        this.backlog = backlog;
        this.metrics = metrics;
    }

    /** The first turn of each comes at once. */
    void start() {
        every(
                Duration.ofMillis(200),
                "looking for what is due",
                () -> worker.giveBackOverdue().invoke(worker::wake));
        every(Duration.ofSeconds(1), "freeing expired leases", this::freeExpiredOnceSteady);
        every(Duration.ofMillis(500), "carrying out what people ask for", replays::turn);
        every(Duration.ofSeconds(1), "cancelling what is not wanted any more", withdrawals::cancelWaiting);
        every(Duration.ofMillis(500), "holding what is not to be sent", holds::hold);
        every(Duration.ofMillis(250), "sending what was held", holds::release);
        every(Duration.ofSeconds(5), "looking for what nobody holds any more", holds::findForgotten);
        every(
                Duration.ofSeconds(5),
                "measuring the backlog",
                () -> backlog.measure().invoke(metrics::backlog));
        // Hourly, though a day's partition is made a week ahead: an hour that fails costs nothing.
        every(Duration.ofHours(1), "making partitions", () -> schema.ensurePartitions(PARTITION_DAYS));
        // Often, for a day whose tables are busy is left for the next turn; there is hardly anything to do.
        every(Duration.ofSeconds(20), "forgetting old deliveries", retention::turn);
    }

    void stop(@Observes ShutdownEvent event) {
        ticking.forEach(Cancellable::cancel);
    }

    /**
     * After an outage of PostgreSQL the leases of live instances have run out too, while their outcomes still wait to
     * be recorded: to free them at once would send again what has been received.
     */
    private Uni<Void> freeExpiredOnceSteady() {
        return schema.exists()
                .invoke(() -> postgres.answered(System.nanoTime()))
                .chain(() -> postgres.isSteady(System.nanoTime())
                        ? freeExpired().replaceWithVoid()
                        : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(() -> postgres.broken(System.nanoTime()));
    }

    private Uni<Integer> freeExpired() {
        return leases.freeExpired(worker.leasesHeld()).invoke(freed -> {
            if (freed > 0) {
                metrics.freed(NotifierMetrics.Freed.EXPIRED, freed);
                LOG.warnf("leases freed of instances that are gone count=%d", freed);
                worker.wake();
            }
        });
    }

    /** Never twice at a time; a turn that fails is followed by the next. */
    private void every(Duration period, String what, Supplier<Uni<?>> task) {
        Outage outage = new Outage(LOG, what);
        ticking.add(Multi.createFrom()
                .ticks()
                .every(period)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> turn(outage, task))
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "the clock stopped task=%s", what)));
    }

    private static Uni<Void> turn(Outage outage, Supplier<Uni<?>> task) {
        return outage.survived(Uni.createFrom().deferred(() -> task.get().replaceWithVoid()), PATIENCE);
    }
}
