package io.headrace.processor;

import io.headrace.store.command.DeletedEndpointStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Removes the records of deleted endpoints in the background, a few at a time, so that commands hardly notice. */
@ApplicationScoped
class EndpointSweeper {
    private static final Logger LOG = Logger.getLogger(EndpointSweeper.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 200;

    private final DeletedEndpointStore store;
    private final Duration quiet;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "endpoint-sweeper"));

    EndpointSweeper(DeletedEndpointStore store, ProcessorConfig config) {
        this.store = store;
        // Kafka keeps a command no longer than that; a day more, because it removes whole segments.
        this.quiet = config.kafka().retention().plusDays(1);
    }

    /** From now on; the tables are there. */
    void start() {
        later(EVERY);
    }

    private void sweep() {
        Duration next = EVERY;
        try {
            int removed = store.sweep(AT_ONCE, quiet).await().atMost(PATIENCE);
            next = removed > 0 ? PAUSE : EVERY;
        } catch (RuntimeException e) {
            LOG.warnf("Records of deleted endpoints not removed, trying again cause=%s", e.getMessage());
        }
        later(next);
    }

    private void later(Duration delay) {
        if (!timer.isShutdown()) {
            timer.schedule(this::sweep, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
