package io.headrace.processor;

import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Start reading here: one batch of commands from Kafka, through PostgreSQL, to events.
 *
 * <p>A batch is acknowledged when its events are published, and only then may Kafka's consumer offset move past it. So
 * the offset is the outbox: what was committed to PostgreSQL but not yet published is read again after a crash, and
 * published then. While one batch's events are on their way the next batch is applied, but not the one after that.
 */
@ApplicationScoped
class CommandConsumer {
    private static final Logger LOG = Logger.getLogger(CommandConsumer.class);

    private final Preparation preparation;
    private final BatchApplier applier;
    private final EventQueue events;
    private final ProcessorMetrics metrics;

    CommandConsumer(Preparation preparation, BatchApplier applier, EventQueue events, ProcessorMetrics metrics) {
        this.preparation = preparation;
        this.applier = applier;
        this.events = events;
        this.metrics = metrics;
    }

    @Incoming("commands")
    Uni<Void> consume(Message<ConsumerRecords<String, byte[]>> polled) {
        long startNanos = System.nanoTime();
        ConsumerRecords<String, byte[]> messages = polled.getPayload();
        List<ReceivedCommand> batch = new ArrayList<>(messages.count());
        messages.forEach(message -> batch.add(CommandReader.read(message)));
        return applier.apply(preparation.topicId(), batch)
                .invoke(settled -> metrics.applied(batch, settled, startNanos))
                .flatMap(settled -> events.add(settled, polled::ack))
                .onFailure()
                .invoke(CommandConsumer::giveUp)
                // Never completes and never fails: the offset must not move past what was not applied.
                .onFailure()
                .recoverWithUni(Uni.createFrom().nothing());
    }

    /** What is left is a defect or a wrong idea of our place: a fresh start takes the position from PostgreSQL. */
    static void giveUp(Throwable failure) {
        LOG.error(
                "Batch cannot be applied or acknowledged; this process ends and starts again from the stored position",
                failure);
        Quarkus.asyncExit(1);
    }
}
