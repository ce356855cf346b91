package io.headrace.ingest.prune;

import io.headrace.store.subscription.SubscriptionRetentionStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets deleted subscriptions once none of their deliveries is left in the log. */
@Singleton
final class SubscriptionPruner {
    private static final Logger LOG = Logger.getLogger(SubscriptionPruner.class);

    /** What was planned for one before it was deleted is in the log by then. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Steps STEPS = new Steps(100, 1_000);

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
        STEPS.run("deleted subscriptions", step -> store.forget(KEPT, step), LOG);
    }
}
