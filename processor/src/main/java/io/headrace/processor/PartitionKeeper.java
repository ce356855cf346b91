package io.headrace.processor;

import io.headrace.store.audit.AuditPartitionStore;
import io.headrace.store.command.CommandStore;
import io.headrace.store.command.OperationRetentionStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the daily partitions of the operation log and of the audit trail ahead of the calendar (without one, rows go to
 * the default partition), and drops the days that are past their time. ingest-api, which writes the trail, may do neither:
 * it does not own the table.
 */
@ApplicationScoped
class PartitionKeeper {
    private static final Logger LOG = Logger.getLogger(PartitionKeeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Kafka removes whole segments, and begins one a week. */
    private static final Duration KAFKA_MARGIN = Duration.ofDays(8);

    private static final int MAX_ROWS = 5_000;

    private final CommandStore store;
    private final AuditPartitionStore audit;
    private final Duration auditRetention;
    private final OperationRetentionStore operations;
    private final Duration operationRetention;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "partition-keeper"));

    PartitionKeeper(
            CommandStore store, AuditPartitionStore audit, OperationRetentionStore operations, ProcessorConfig config) {
        this.store = store;
        this.operations = operations;
        this.operationRetention = operationRetention(
                config.operation().retention(), config.kafka().retention());
        this.audit = audit;
        this.auditRetention = config.audit().retention();
    }

    /** What is set, and not less than what Kafka may read to us again. */
    static Duration operationRetention(Duration set, Duration ofKafka) {
        Duration least = ofKafka.plus(KAFKA_MARGIN);
        return set.compareTo(least) < 0 ? least : set;
    }

    /** From now on, at once and every hour. */
    void start() {
        timer.scheduleWithFixedDelay(this::keep, 0, 1, TimeUnit.HOURS);
    }

    private void keep() {
        try {
            store.keepPartitions().await().atMost(PATIENCE);
            audit.keepPartitions().await().atMost(PATIENCE);
            dropDays("audit_entry", () -> audit.dropDay(auditRetention));
            dropDays("operation", () -> operations.dropDay(operationRetention));
            pruneOperations();
        } catch (RuntimeException e) {
            LOG.warnf("Partitions not kept, trying again in an hour cause=%s", e.getMessage());
        }
    }

    private static void dropDays(String log, Supplier<Uni<Optional<LocalDate>>> drop) {
        Optional<LocalDate> day;
        do {
            day = drop.get().await().atMost(PATIENCE);
            day.ifPresent(dropped -> LOG.infof("Day dropped log=%s day=%s", log, dropped));
        } while (day.isPresent());
    }

    private void pruneOperations() {
        int pruned;
        do {
            pruned = operations.prune(operationRetention, MAX_ROWS).await().atMost(PATIENCE);
        } while (pruned == MAX_ROWS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
