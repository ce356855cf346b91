package io.headrace.notifier.retention;

import io.headrace.notifier.NotifierConfig;
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
    private final Duration retention;

    RetentionWorker(RetentionStore store, NotifierConfig config) {
        this.store = store;
        this.retention = config.delivery().retention();
    }

    /** One day at most, and some of what is in no day. */
    public Uni<Void> turn() {
        return store.dropDay(retention)
                .invoke(dropped -> dropped.ifPresent(day -> LOG.infof("day of the delivery log dropped day=%s", day)))
                .chain(() -> store.prune(retention, MAX_ROWS))
                .replaceWithVoid();
    }
}
