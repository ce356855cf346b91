package io.headrace.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Command;
import io.headrace.contracts.Environment;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class CommandPublisherTest {
    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger lost = new AtomicInteger();
    private final CommandPublisher publisher =
            new CommandPublisher(() -> Optional.of(kafka), lost::incrementAndGet, meters);

    @Test
    void what_kafka_acknowledges_is_accepted() {
        assertThat(publish("req-1")).isEqualTo(PublishOutcome.ACCEPTED);

        assertThat(kafka.history()).hasSize(1);
        assertThat(inFlight()).isZero();
    }

    @Test
    void whatever_is_thrown_while_sending_means_it_was_not_accepted_and_costs_no_budget() {
        kafka.sendException = new ArithmeticException("no failure that anybody expects");

        assertThat(publish("req-1")).isEqualTo(PublishOutcome.NOT_ACCEPTED);

        assertThat(inFlight()).isZero();
        assertThat(lost).hasValue(1);
    }

    @Test
    void a_command_that_cannot_be_written_is_not_accepted_and_closes_the_way_for_nobody() {
        assertThat(publish(null)).isEqualTo(PublishOutcome.NOT_ACCEPTED);

        assertThat(kafka.history()).isEmpty();
        assertThat(inFlight()).isZero();
        assertThat(lost).hasValue(0);
        assertThat(publish("req-2")).isEqualTo(PublishOutcome.ACCEPTED);
    }

    private PublishOutcome publish(String requestId) {
        return publisher.publish(aCommand(requestId)).await().atMost(Duration.ofSeconds(5));
    }

    private double inFlight() {
        return meters.get("headrace.commands.inflight").gauge().value();
    }

    private static Command aCommand(String requestId) {
        return new Command(
                UUID.randomUUID(),
                UUID.randomUUID(),
                OperationKind.CREATE,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "orders",
                Environment.TEST,
                Origin.API,
                "abcdefgh",
                Instant.EPOCH,
                requestId,
                null,
                null,
                null,
                "hash",
                new byte[] {'{', '}'});
    }
}
