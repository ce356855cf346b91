package io.headrace.processor;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** Brings up what commands need, the schema and the topics, as soon as PostgreSQL and Kafka answer. */
@ApplicationScoped
class Preparation {
    private static final Logger LOG = Logger.getLogger(Preparation.class);
    private static final long RETRY_MILLIS = 500;

    private final Flyway flyway;
    private final TopicCreator topics;
    private final PartitionKeeper partitions;
    private final EndpointSweeper sweeper;
    private final CompletableFuture<String> commandsTopicId = new CompletableFuture<>();
    private volatile boolean stopped;

    Preparation(Flyway flyway, TopicCreator topics, PartitionKeeper partitions, EndpointSweeper sweeper) {
        this.flyway = flyway;
        this.topics = topics;
        this.partitions = partitions;
        this.sweeper = sweeper;
    }

    void start(@Observes StartupEvent started) {
        Thread thread = new Thread(this::prepare, "preparation");
        thread.setDaemon(true);
        thread.start();
    }

    /** Kafka's id of the commands topic; waits until everything is prepared. */
    String topicId() {
        try {
            return commandsTopicId.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before it was prepared", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * The same, looked up anew. A topic that was deleted and made again has another id: all that this process believes
     * of its place is then wrong, and it ends.
     */
    String topicIdNow() {
        String believed = topicId();
        String now = topics.lookUp();
        if (!now.equals(believed)) {
            LOG.errorf(
                    "The commands topic was made anew; this process ends and starts again was=%s is=%s", believed, now);
            Quarkus.asyncExit(1);
            throw new IllegalStateException("the commands topic was made anew");
        }
        return now;
    }

    boolean isDone() {
        return commandsTopicId.isDone();
    }

    private void prepare() {
        until("PostgreSQL is not ready", () -> {
            flyway.migrate();
            return true;
        });
        partitions.start();
        sweeper.start();
        String id = until("Kafka is not ready", topics::create);
        if (id != null) {
            LOG.infof("Schema and topics are ready commandsTopicId=%s", id);
            commandsTopicId.complete(id);
        }
    }

    private <T> T until(String complaint, Step<T> step) {
        while (!stopped) {
            try {
                return step.run();
            } catch (Exception e) {
                LOG.warnf("%s, trying again cause=%s", complaint, e.getMessage());
                pause();
            }
        }
        return null;
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    private interface Step<T> {
        T run() throws Exception;
    }
}
