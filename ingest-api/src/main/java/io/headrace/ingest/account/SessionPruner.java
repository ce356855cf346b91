package io.headrace.ingest.account;

import io.headrace.ingest.start.IngestConfig;
import io.headrace.store.account.SessionStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets sessions some time after they have expired; until then they are told apart from what never was. */
@Singleton
final class SessionPruner {
    private static final Logger LOG = Logger.getLogger(SessionPruner.class);
    private static final Duration KEPT = Duration.ofDays(1);

    private final SessionStore sessions;
    private final Vertx vertx;
    private final Clock clock;
    private final Duration every;

    SessionPruner(SessionStore sessions, Vertx vertx, Clock clock, IngestConfig config) {
        this.sessions = sessions;
        this.vertx = vertx;
        this.clock = clock;
        this.every = config.session().pruneEvery();
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(every.toMillis(), id -> prune());
    }

    private void prune() {
        sessions.prune(clock.instant().minus(KEPT))
                .subscribe()
                .with(
                        pruned -> LOG.debugf("sessions pruned count=%d", pruned),
                        failure -> LOG.warnf("sessions not pruned: %s", failure.getMessage()));
    }
}
