package io.headrace.ingest.queue;

import io.headrace.contracts.Command;
import io.headrace.contracts.CommandHeaders;
import io.headrace.contracts.Topics;
import io.headrace.ingest.http.RequestThread;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Hands commands to Kafka and answers from its acknowledgement. */
@Singleton
public final class CommandPublisher {
    private static final Logger LOG = Logger.getLogger(CommandPublisher.class);
    private static final int MAX_COMMANDS = 4_000;
    private static final long MAX_BYTES = 24L * 1024 * 1024;
    /** What a record weighs beside its body: headers, key, framing. */
    private static final int OVERHEAD_BYTES = 1_024;

    private final KafkaLink link;
    private final MeterRegistry meters;
    private final InFlightBudget budget = new InFlightBudget(MAX_COMMANDS, MAX_BYTES);

    CommandPublisher(KafkaLink link, MeterRegistry meters) {
        this.link = link;
        this.meters = meters;
        meters.gauge("headrace.commands.inflight", budget, InFlightBudget::commands);
    }

    public Uni<PublishOutcome> publish(Command command) {
        return Uni.createFrom()
                .<PublishOutcome>emitter(emitter -> send(command, emitter::complete))
                .emitOn(RequestThread.current());
    }

    private void send(Command command, Consumer<PublishOutcome> done) {
        Optional<Producer<String, byte[]>> producer = link.producer();
        int size = command.body().length + OVERHEAD_BYTES;
        if (producer.isEmpty() || !budget.take(size)) {
            done.accept(PublishOutcome.NOT_ACCEPTED);
            return;
        }
        Handover handover = new Handover(outcome -> {
            budget.giveBack(size);
            if (outcome == PublishOutcome.NOT_ACCEPTED) {
                link.lost();
            }
            count(command, outcome);
            done.accept(outcome);
        });
        try {
            producer.get().send(kafkaRecord(command), handover);
        } catch (KafkaException | IllegalStateException e) {
            LOG.warnf("kafka took no command: %s", e.getMessage());
            handover.end(PublishOutcome.NOT_ACCEPTED);
        }
    }

    private static ProducerRecord<String, byte[]> kafkaRecord(Command command) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(Topics.COMMANDS, command.recordId().toString(), command.body());
        for (Map.Entry<String, String> header : CommandHeaders.write(command).entrySet()) {
            message.headers().add(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    private void count(Command command, PublishOutcome outcome) {
        if (outcome == PublishOutcome.ACCEPTED) {
            meters.counter(
                            "headrace.commands.accepted",
                            "kind",
                            command.kind().wireName(),
                            "environment",
                            command.environment().wireName())
                    .increment();
        }
    }
}
