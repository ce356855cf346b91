package io.headrace.ingest.subscription;

import io.headrace.store.subscription.SubscriptionRetentionStore;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Forgets deleted subscriptions once none of their deliveries is left in the log. */
@Singleton
final class SubscriptionPruner {
    private static final Logger LOG = Logger.getLogger(SubscriptionPruner.class);

    /** What was planned for one before it was deleted is in the log by then. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int STEP = 100;
    private static final int MAX_STEPS = 1_000;

    private final SubscriptionRetentionStore store;
    private final Vertx vertx;

    SubscriptionPruner(SubscriptionRetentionStore store, Vertx vertx) {
        this.store = store;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(FIRST.toMillis(), EVERY.toMillis(), id -> prune());
    }

    private void prune() {
        Multi.createBy()
                .repeating()
                .uni(() -> store.forget(KEPT, STEP))
                .whilst(forgotten -> forgotten == STEP)
                .select()
                .first(MAX_STEPS)
                .collect()
                .with(Collectors.summingLong(Integer::longValue))
                .subscribe()
                .with(
                        forgotten -> LOG.debugf("deleted subscriptions forgotten count=%d", forgotten),
                        failure -> LOG.warnf("deleted subscriptions not forgotten: %s", failure.getMessage()));
    }
}
