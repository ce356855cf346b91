package io.headrace.ingest.queue;

import io.headrace.contracts.Command;
import io.headrace.contracts.CommandHeaders;
import io.headrace.contracts.Environment;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Topics;
import io.headrace.ingest.http.RequestThread;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Hands commands to Kafka and answers from its acknowledgement. */
@Singleton
public final class CommandPublisher {
    private static final Logger LOG = Logger.getLogger(CommandPublisher.class);
    private static final int MAX_COMMANDS = 4_000;
    private static final long MAX_BYTES = 24L * 1024 * 1024;
    /** What a record weighs beside its body: headers, key, framing. */
    private static final int OVERHEAD_BYTES = 1_024;

    private final Supplier<Optional<Producer<String, byte[]>>> producers;
    private final Runnable lost;
    private final Map<OperationKind, Map<Environment, Counter>> accepted;
    private final InFlightBudget budget = new InFlightBudget(MAX_COMMANDS, MAX_BYTES);

    @Inject
    CommandPublisher(KafkaLink link, MeterRegistry meters) {
        this(link::producer, link::lost, meters);
    }

    CommandPublisher(Supplier<Optional<Producer<String, byte[]>>> producers, Runnable lost, MeterRegistry meters) {
        this.producers = producers;
        this.lost = lost;
        this.accepted = counters(meters);
        meters.gauge("headrace.commands.inflight", budget, InFlightBudget::commands);
    }

    public Uni<PublishOutcome> publish(Command command) {
        return Uni.createFrom()
                .<PublishOutcome>emitter(emitter -> send(command, emitter::complete))
                .emitOn(RequestThread.current());
    }

    private void send(Command command, Consumer<PublishOutcome> done) {
        Optional<Producer<String, byte[]>> producer = producers.get();
        Optional<ProducerRecord<String, byte[]>> message = kafkaRecord(command);
        int size = command.body().length + OVERHEAD_BYTES;
        if (producer.isEmpty() || message.isEmpty() || !budget.take(size)) {
            done.accept(PublishOutcome.NOT_ACCEPTED);
            return;
        }
        Handover handover = new Handover(outcome -> {
            budget.giveBack(size);
            if (outcome == PublishOutcome.NOT_ACCEPTED) {
                lost.run();
            }
            count(command, outcome);
            done.accept(outcome);
        });
        try {
            producer.get().send(message.get(), handover);
        } catch (RuntimeException e) {
            LOG.warnf("kafka took no command: %s", e);
            handover.end(PublishOutcome.NOT_ACCEPTED);
        }
    }

    /** Empty if the command cannot be written: a defect of ours, that must not close the way for all others. */
    private static Optional<ProducerRecord<String, byte[]>> kafkaRecord(Command command) {
        try {
            return Optional.of(message(command));
        } catch (RuntimeException e) {
            LOG.errorf(e, "command cannot be written requestId=%s", command.requestId());
            return Optional.empty();
        }
    }

    private static ProducerRecord<String, byte[]> message(Command command) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(Topics.COMMANDS, command.recordId().toString(), command.body());
        for (Map.Entry<String, String> header : CommandHeaders.write(command).entrySet()) {
            message.headers().add(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    /** Made once: to look one up costs more than to count. */
    private static Map<OperationKind, Map<Environment, Counter>> counters(MeterRegistry meters) {
        Map<OperationKind, Map<Environment, Counter>> all = new EnumMap<>(OperationKind.class);
        for (OperationKind kind : OperationKind.values()) {
            Map<Environment, Counter> ofKind = new EnumMap<>(Environment.class);
            for (Environment environment : Environment.values()) {
                ofKind.put(environment, counter(meters, kind, environment));
            }
            all.put(kind, ofKind);
        }
        return all;
    }

    private static Counter counter(MeterRegistry meters, OperationKind kind, Environment environment) {
        return meters.counter(
                "headrace.commands.accepted", "kind", kind.wireName(), "environment", environment.wireName());
    }

    private void count(Command command, PublishOutcome outcome) {
        if (outcome == PublishOutcome.ACCEPTED) {
            accepted.get(command.kind()).get(command.environment()).increment();
        }
    }
}
