package io.headrace.notifier.retention;

import io.headrace.notifier.NotifierConfig;
import io.headrace.notifier.NotifierMetrics;
import io.headrace.store.delivery.RetentionStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Lets the delivery log forget what is past its time, a little at each turn. */
@Singleton
public final class RetentionWorker {
    private static final Logger LOG = Logger.getLogger(RetentionWorker.class);
    private static final int MAX_ROWS = 1_000;

    private final RetentionStore store;
    private final NotifierMetrics metrics;
    private final Duration retention;

    RetentionWorker(RetentionStore store, NotifierMetrics metrics, NotifierConfig config) {
        this.store = store;
        this.metrics = metrics;
        this.retention = config.delivery().retention();
    }

    /** Ends some of what is still open of days that are over; then one day at most, and some of what is in no day. */
    public Uni<Void> turn() {
        return store.giveUp(retention, MAX_ROWS)
                .invoke(metrics::givenUp)
                .chain(() -> store.dropDay(retention))
                .invoke(dropped -> dropped.ifPresent(day -> LOG.infof("day of the delivery log dropped day=%s", day)))
                .chain(() -> store.prune(retention, MAX_ROWS))
                .replaceWithVoid();
    }
}
