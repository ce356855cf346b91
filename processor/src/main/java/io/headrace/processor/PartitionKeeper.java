package io.headrace.processor;

import io.headrace.store.command.CommandStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps the operation log's daily partitions ahead of the calendar; without one, rows go to the default partition. */
@ApplicationScoped
class PartitionKeeper {
    private static final Logger LOG = Logger.getLogger(PartitionKeeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CommandStore store;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "partition-keeper"));

    PartitionKeeper(CommandStore store) {
        this.store = store;
    }

    /** From now on, at once and every hour. */
    void start() {
        timer.scheduleWithFixedDelay(this::keep, 0, 1, TimeUnit.HOURS);
    }

    private void keep() {
        try {
            store.keepPartitions().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf("Partitions not made, trying again in an hour cause=%s", e.getMessage());
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
