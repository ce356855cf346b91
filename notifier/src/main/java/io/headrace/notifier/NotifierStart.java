package io.headrace.notifier;

import io.headrace.notifier.deliver.DeliveryWorker;
import io.headrace.store.delivery.DeliverySchemaStore;
import io.headrace.store.delivery.LeaseStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The order of the start: wait for the schema, free the leases of the life before, take deliveries, start the clock. */
@Singleton
final class NotifierStart {
    private static final Logger LOG = Logger.getLogger(NotifierStart.class);
    /** Longer than PostgreSQL lets a statement run: one given up earlier could still free the leases taken since. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration DRAIN_STEP = Duration.ofMillis(20);

    private final DeliverySchemaStore schema;
    private final LeaseStore leases;
    private final DeliveryWorker worker;
    private final NotifierClock clock;
    private final NotifierMetrics metrics;
    private final String holder;

    NotifierStart(
            DeliverySchemaStore schema,
            LeaseStore leases,
            DeliveryWorker worker,
            NotifierClock clock,
            NotifierMetrics metrics,
            NotifierConfig config) {
        this.schema = schema;
        this.leases = leases;
        this.worker = worker;
        this.clock = clock;
        this.metrics = metrics;
        this.holder = config.holder();
    }

    void start(@Observes StartupEvent event) {
        schemaThere()
                .chain(() -> leases.freeHeldBy(holder))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .subscribe()
                .with(this::open, failure -> LOG.error("the notifier could not start", failure));
    }

    private Uni<Void> schemaThere() {
        return schema.exists()
                .onItem()
                .transformToUni(there -> there
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new IllegalStateException("the schema is not there yet")));
    }

    private void open(int freed) {
        metrics.freed(NotifierMetrics.Freed.AT_START, freed);
        LOG.infof("taking deliveries instance=%s leasesFreed=%d", holder, freed);
        worker.open();
        clock.start();
    }

    /** Attempts in flight get a moment to end and be recorded; those that do not are made again. */
    void stop(@Observes ShutdownEvent event) {
        worker.close();
        Uni.createFrom()
                .item(worker::isIdle)
                .repeat()
                .withDelay(DRAIN_STEP)
                .until(idle -> idle)
                .collect()
                .last()
                .ifNoItem()
                .after(DRAIN)
                .recoverWithItem(false)
                .await()
                .atMost(DRAIN.multipliedBy(2));
    }
}
