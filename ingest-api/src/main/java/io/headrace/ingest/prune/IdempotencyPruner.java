package io.headrace.ingest.prune;

import io.headrace.store.idempotency.IdempotencyStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets Idempotency-Keys once nobody may count on them any more, in small steps. */
@Singleton
final class IdempotencyPruner {
    private static final Logger LOG = Logger.getLogger(IdempotencyPruner.class);
    /** Clients are promised 24 hours. */
    private static final Duration KEPT = Duration.ofHours(48);

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Steps STEPS = new Steps(5_000, 2_000);

    private final IdempotencyStore store;
    private final Vertx vertx;

    IdempotencyPruner(IdempotencyStore store, Vertx vertx) {
        this.store = store;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(FIRST.toMillis(), EVERY.toMillis(), id -> prune());
    }

    private void prune() {
        STEPS.run("idempotency keys", step -> store.prune(KEPT, step), LOG);
    }
}
