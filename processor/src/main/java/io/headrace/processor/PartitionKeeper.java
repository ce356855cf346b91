package io.headrace.processor;

import io.headrace.store.audit.AuditPartitionStore;
import io.headrace.store.command.CommandStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the daily partitions of the operation log and of the audit trail ahead of the calendar (without one, rows go to
 * the default partition), and drops the trail's days that are past their time. ingest-api, which writes the trail, may
 * do neither: it does not own the tables.
 */
@ApplicationScoped
class PartitionKeeper {
    private static final Logger LOG = Logger.getLogger(PartitionKeeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CommandStore store;
    private final AuditPartitionStore audit;
    private final int auditDays;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "partition-keeper"));

    PartitionKeeper(CommandStore store, AuditPartitionStore audit, ProcessorConfig config) {
        this.store = store;
        this.audit = audit;
        this.auditDays = Math.toIntExact(config.audit().retention().toDays());
    }

    /** From now on, at once and every hour. */
    void start() {
        timer.scheduleWithFixedDelay(this::keep, 0, 1, TimeUnit.HOURS);
    }

    private void keep() {
        try {
            store.keepPartitions().await().atMost(PATIENCE);
            int dropped = audit.keep(auditDays).await().atMost(PATIENCE);
            if (dropped > 0) {
                LOG.infof("Audit entries dropped days=%d", dropped);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Partitions not made, trying again in an hour cause=%s", e.getMessage());
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
