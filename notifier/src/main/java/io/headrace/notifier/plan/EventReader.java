package io.headrace.notifier.plan;

import io.headrace.contracts.EventHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads an event from a Kafka record. What passes here cannot make the insert fail. */
final class EventReader {
    private EventReader() {}

    /** @throws IllegalArgumentException says what is wrong with it */
    static ReceivedEvent read(ConsumerRecord<@Nullable String, byte @Nullable []> message) {
        String key = message.key();
        byte[] value = message.value();
        if (key == null || value == null) {
            throw new IllegalArgumentException(key == null ? "key is missing" : "body is missing");
        }
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), text("header " + header.key(), header.value()));
            }
        }
        return new ReceivedEvent(EventHeaders.read(key, headers), text("body", value));
    }

    private static String text(String field, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(field + " contains NUL");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(field + " is not UTF-8", e);
        }
    }
}
