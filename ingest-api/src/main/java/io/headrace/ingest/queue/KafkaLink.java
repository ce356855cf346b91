package io.headrace.ingest.queue;

import io.headrace.contracts.Topics;
import io.headrace.ingest.start.IngestConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the one producer, and knows whether Kafka is there.
 *
 * <p>All that may block (resolving names, metadata, asking the cluster) happens here, on a thread of its own, so that
 * an event loop never does. A Kafka or a topic that is not there yet is waited for.
 */
@Singleton
final class KafkaLink {
    private static final Logger LOG = Logger.getLogger(KafkaLink.class);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final ProducerSettings settings;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kafka-link"));
    private @Nullable Admin admin;
    private volatile @Nullable Producer<String, byte[]> producer;
    private volatile boolean open;

    KafkaLink(IngestConfig config) {
        this.settings = new ProducerSettings(config);
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::probe, 0, PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** After HTTP has stopped taking requests: what was taken is flushed. */
    void stop(@Observes ShutdownEvent event) {
        open = false;
        thread.shutdownNow();
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** The producer, if Kafka answered lately and the topic is known. */
    Optional<Producer<String, byte[]>> producer() {
        return open ? Optional.ofNullable(producer) : Optional.empty();
    }

    /** The producer had to wait in vain: nobody else shall, before Kafka has answered again. */
    void lost() {
        open = false;
    }

    private void probe() {
        try {
            connect();
            admin.describeCluster().nodes().get(ProducerSettings.PROBE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            producer.partitionsFor(Topics.COMMANDS);
            report(true, "kafka is there");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            report(false, "kafka is not there: " + e);
        }
    }

    private void connect() {
        if (admin == null) {
            admin = Admin.create(settings.admin());
        }
        if (producer == null) {
            producer = new KafkaProducer<>(settings.producer());
        }
    }

    private void report(boolean nowOpen, String line) {
        if (nowOpen != open) {
            LOG.info(line);
        } else if (!nowOpen) {
            LOG.debug(line);
        }
        open = nowOpen;
    }
}
