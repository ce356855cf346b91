package io.headrace.processor;

import io.headrace.contracts.Topics;
import io.headrace.store.command.CommandStore;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Compares Kafka's end with the stored positions from time to time: the lag metric, and whether we stand still. */
@ApplicationScoped
class LagMonitor {
    private static final Logger LOG = Logger.getLogger(LagMonitor.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProcessorConfig config;
    private final Preparation preparation;
    private final ReadingPlaces places;
    private final CommandStore store;
    private final ProcessorMetrics metrics;
    private final ProgressWatchdog watchdog;
    private final Admin admin;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "lag-monitor"));
    private volatile boolean standingStill;

    LagMonitor(
            ProcessorConfig config,
            Preparation preparation,
            ReadingPlaces places,
            CommandStore store,
            ProcessorMetrics metrics) {
        this.config = config;
        this.preparation = preparation;
        this.places = places;
        this.store = store;
        this.metrics = metrics;
        this.watchdog = new ProgressWatchdog(config.watchdog().standstill(), System.nanoTime());
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.kafka().bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis() / 2));
    }

    void start(@Observes StartupEvent started) {
        long interval = config.watchdog().interval().toMillis();
        timer.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
    }

    boolean isStandingStill() {
        return standingStill;
    }

    private void look() {
        if (!preparation.isDone()) {
            return;
        }
        try {
            Map<Integer, Long> positions =
                    store.positions(preparation.topicId()).await().atMost(PATIENCE);
            positions.keySet().retainAll(places.partitions());
            long lag = lag(positions);
            metrics.lag(lag);
            judge(watchdog.observe(positions, lag, System.nanoTime()));
        } catch (Exception e) {
            // Kafka or PostgreSQL does not answer: readiness says so, and standing still is no fault of ours.
            watchdog.excuse(System.nanoTime());
            LOG.debugf("Lag unknown cause=%s", e);
        }
    }

    private long lag(Map<Integer, Long> positions) throws Exception {
        Map<TopicPartition, OffsetSpec> wanted = positions.keySet().stream()
                .collect(Collectors.toMap(
                        (Integer partition) -> new TopicPartition(Topics.COMMANDS, partition),
                        partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted)
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends.entrySet().stream()
                .mapToLong(end ->
                        Math.max(0, end.getValue() - positions.get(end.getKey().partition())))
                .sum();
    }

    /** Liveness fails at the first look; an orchestrator may act on that. At the second the process ends itself. */
    private void judge(boolean still) {
        if (still && standingStill) {
            LOG.error("Commands wait but none is applied; this process ends and starts again");
            Quarkus.asyncExit(1);
        }
        standingStill = still;
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
