package io.headrace.processor;

import io.headrace.contracts.Command;
import io.headrace.contracts.CommandHeaders;
import io.headrace.contracts.Ids;
import io.headrace.store.command.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads Kafka's form of a command; whatever is wrong with it becomes a value, never an exception. */
final class CommandReader {
    private static final byte[] NO_BODY = new byte[0];
    private static final char REPLACEMENT = '\uFFFD';

    private CommandReader() {}

    static ReceivedCommand read(ConsumerRecord<String, byte[]> message) {
        Position position = new Position(message.partition(), message.offset());
        byte[] body = message.value() == null ? NO_BODY : message.value();
        Map<String, String> headers = new HashMap<>();
        try {
            message.headers().forEach(header -> headers.put(header.key(), text(header)));
            if (message.key() == null) {
                throw new IllegalArgumentException("the key is missing");
            }
            if (body.length > Command.MAX_BODY_BYTES) {
                throw new IllegalArgumentException("the body has " + body.length + " bytes");
            }
            utf8(body, "the body");
            Command command = CommandHeaders.read(message.key(), headers, body);
            return command.contentHash().equals(sha256(body))
                    ? new ReceivedCommand.Readable(position, command)
                    : unreadable(message, position, headers, "the body does not match its content hash");
        } catch (IllegalArgumentException e) {
            return unreadable(message, position, headers, String.valueOf(e.getMessage()));
        }
    }

    private static ReceivedCommand unreadable(
            ConsumerRecord<String, byte[]> message, Position position, Map<String, String> headers, String problem) {
        return new ReceivedCommand.Unreadable(position, operationId(message, headers), problem);
    }

    /** The id in the headers, so that its client can find the operation; else one that the position determines. */
    private static UUID operationId(ConsumerRecord<String, byte[]> message, Map<String, String> headers) {
        try {
            return UUID.fromString(headers.getOrDefault("operation-id", ""));
        } catch (IllegalArgumentException e) {
            String place = message.topic() + "-" + message.partition() + "@" + message.offset();
            return Ids.derive(Instant.ofEpochMilli(message.timestamp()), place);
        }
    }

    /** Only what PostgreSQL could store as text. */
    private static String text(Header header) {
        byte[] bytes = header.value() == null ? NO_BODY : header.value();
        String text = utf8(bytes, "header " + header.key());
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("header " + header.key() + " contains NUL");
        }
        return text;
    }

    private static String utf8(byte[] bytes, String what) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(bytes)) {
            throw new IllegalArgumentException(what + " is not UTF-8");
        }
        return text;
    }

    /** Slow, and asked only where a replacement character may stand for something else. */
    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
