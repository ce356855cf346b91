package io.headrace.processor;

import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Start reading here: one batch of commands from Kafka, through PostgreSQL, to events.
 *
 * <p>Kafka's consumer offset is committed only after the returned {@code Uni} completes, so it is the outbox: what was
 * committed to PostgreSQL but not yet published is read again after a crash, and published then.
 */
@ApplicationScoped
class CommandConsumer {
    private static final Logger LOG = Logger.getLogger(CommandConsumer.class);

    private final Preparation preparation;
    private final BatchApplier applier;
    private final EventPublisher publisher;
    private final ProcessorMetrics metrics;

    CommandConsumer(Preparation preparation, BatchApplier applier, EventPublisher publisher, ProcessorMetrics metrics) {
        this.preparation = preparation;
        this.applier = applier;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    @Incoming("commands")
    Uni<Void> consume(ConsumerRecords<String, byte[]> messages) {
        long startNanos = System.nanoTime();
        List<ReceivedCommand> batch = new ArrayList<>(messages.count());
        messages.forEach(message -> batch.add(CommandReader.read(message)));
        return applier.apply(preparation.topicId(), batch)
                .invoke(settled -> metrics.applied(batch, settled, startNanos))
                .flatMap(settled -> publisher.publish(
                        settled.stream().map(EventComposer::compose).toList()))
                .onFailure()
                .invoke(CommandConsumer::giveUp)
                // Never completes and never fails: the offset must not move past what was not applied.
                .onFailure()
                .recoverWithUni(Uni.createFrom().nothing());
    }

    /** What is left is a defect or a wrong idea of our place: a fresh start takes the position from PostgreSQL. */
    private static void giveUp(Throwable failure) {
        LOG.error("Batch cannot be applied; this process ends and starts again from the stored position", failure);
        Quarkus.asyncExit(1);
    }
}
