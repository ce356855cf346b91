package io.headrace.notifier.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventHeaders;
import io.headrace.contracts.EventType;
import io.headrace.contracts.Origin;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EventReaderTest {
    private static final EventHeaders HEADERS = new EventHeaders(
            new UUID(7, 1),
            EventType.RECORD_CREATED,
            new UUID(7, 2),
            new UUID(7, 3),
            new UUID(7, 4),
            Environment.LIVE,
            Origin.API,
            "req-1",
            null,
            null,
            4711L);
    private static final String KEY = HEADERS.recordId().toString();
    private static final byte[] BODY = "{\"name\":\"工单\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatWasWrittenIsRead() {
        ReceivedEvent event = EventReader.read(message(KEY, HEADERS.write(), BODY));

        assertThat(event).isEqualTo(new ReceivedEvent(HEADERS, "{\"name\":\"工单\"}"));
    }

    @Test
    void whatPostgresCouldNotStoreIsUnreadable() {
        refused(message(KEY, HEADERS.write(), new byte[] {'{', 0, '}'}), "body contains NUL");
        refused(message(KEY, HEADERS.write(), new byte[] {(byte) 0xC3, '('}), "body is not UTF-8");
        Map<String, String> headers = new HashMap<>(HEADERS.write());
        headers.put("request-id", "a\0b");
        refused(message(KEY, headers, BODY), "header request-id contains NUL");
    }

    @Test
    void whatIsNoEventIsUnreadable() {
        refused(message(null, HEADERS.write(), BODY), "key is missing");
        refused(message(KEY, HEADERS.write(), null), "body is missing");
        refused(message("no uuid", HEADERS.write(), BODY), "no uuid");
        refused(message(KEY, Map.of(), BODY), "header event-id is missing");
    }

    private static void refused(ConsumerRecord<@Nullable String, byte @Nullable []> message, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventReader.read(message))
                .withMessageContaining(reason);
    }

    private static ConsumerRecord<@Nullable String, byte @Nullable []> message(
            @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
        ConsumerRecord<@Nullable String, byte @Nullable []> message =
                new ConsumerRecord<>("headrace.events", 0, 1, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }
}
