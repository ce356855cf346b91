package io.headrace.e2e.agent;

import static io.headrace.e2e.agent.Place.Moment.ENTER;
import static io.headrace.e2e.agent.Place.Moment.ENTER_AFTER_MARK;
import static io.headrace.e2e.agent.Place.Moment.MARK;
import static io.headrace.e2e.agent.Place.Moment.RETURN;
import static io.headrace.e2e.agent.Place.Moment.RETURN_AFTER_MARK;
import static io.headrace.e2e.agent.Place.at;

import java.time.Duration;
import java.util.List;

/**
 * The one table of where crash points lie. Whoever moves a method named here moves its row; {@code PlacesTest} and the
 * agent itself say so when it is forgotten.
 */
final class Places {
    private static final String PUBLISHER = "io.headrace.ingest.queue.CommandPublisher";
    private static final String WRITES = "io.headrace.ingest.record.WriteWorker";
    /** Kafka's own: one turn of its network thread writes out what was handed to it, and reads what came. */
    private static final String KAFKA_SENDER = "org.apache.kafka.clients.producer.internals.Sender";

    private static final String COMMANDS = "io.headrace.processor.CommandConsumer";
    private static final String TRANSACTION = "io.headrace.store.command.CommandTransaction";
    private static final String EVENTS = "io.headrace.processor.EventPublisher";
    private static final String POSITIONS = "io.headrace.processor.PositionListener";

    private static final String DELIVERIES = "io.headrace.notifier.deliver.DeliveryWorker";
    private static final String LANES = "io.headrace.notifier.deliver.LaneWorker";
    private static final String DECISION = "io.headrace.notifier.deliver.Decision";
    /** Vert.x's own: it hands head and body to the connection, which writes them out at once. */
    private static final String WEB_CLIENT = "io.vertx.ext.web.client.impl.HttpContext";

    /** A failed attempt is decided on first and recorded then; long after this it surely is. */
    private static final Duration RECORDED = Duration.ofSeconds(1);

    private static final List<Place> ALL = List.of(
            at(CrashPoint.INGEST_BEFORE_SEND, ENTER, PUBLISHER, "send"),
            at(CrashPoint.INGEST_SENT_NOT_ACKED, MARK, KAFKA_SENDER, "sendProduceRequest"),
            at(CrashPoint.INGEST_SENT_NOT_ACKED, RETURN_AFTER_MARK, KAFKA_SENDER, "runOnce"),
            at(CrashPoint.INGEST_ACKED_BEFORE_202, ENTER, WRITES, "answer"),
            at(CrashPoint.PROCESSOR_AFTER_POLL, ENTER, COMMANDS, "consume"),
            at(CrashPoint.PROCESSOR_IN_TRANSACTION, ENTER, TRANSACTION, "refuseUnless"),
            at(CrashPoint.PROCESSOR_AFTER_COMMIT_BEFORE_EVENT, ENTER, EVENTS, "sendAndAwait"),
            at(CrashPoint.PROCESSOR_AFTER_EVENT_BEFORE_OFFSET_COMMIT, RETURN, EVENTS, "sendAndAwait"),
            at(CrashPoint.PROCESSOR_ON_REVOKE, ENTER, POSITIONS, "onPartitionsRevoked"),
            at(CrashPoint.NOTIFIER_AFTER_LEASE, ENTER, LANES, "attempt"),
            at(CrashPoint.NOTIFIER_REQUEST_WRITTEN, RETURN, WEB_CLIENT, "handleSendRequest"),
            at(CrashPoint.NOTIFIER_ANSWERED_NOT_RECORDED, RETURN, DECISION + "$Delivered", "<init>"),
            at(CrashPoint.NOTIFIER_BETWEEN_ATTEMPTS, MARK, DECISION + "$Waiting", "<init>"),
            at(CrashPoint.NOTIFIER_BETWEEN_ATTEMPTS, ENTER_AFTER_MARK, DELIVERIES, "wake")
                    .since(RECORDED));

    private Places() {}

    static List<Place> all() {
        return ALL;
    }

    static List<Edit> of(String process) {
        return ALL.stream()
                .filter(place -> place.point().process().equals(process))
                .map(CrashEdits::of)
                .toList();
    }
}
