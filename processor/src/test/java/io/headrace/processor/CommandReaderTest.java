package io.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Command;
import io.headrace.contracts.CommandHeaders;
import io.headrace.contracts.Topics;
import io.headrace.store.command.Position;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CommandReaderTest {
    @Test
    void a_command_is_read() {
        Command command = Commands.create(1, 2);

        ReceivedCommand read = CommandReader.read(
                message(command.recordId().toString(), CommandHeaders.write(command), command.body()));

        assertThat(read).isInstanceOf(ReceivedCommand.Readable.class);
        assertThat(read.operationId()).isEqualTo(command.operationId());
        assertThat(read.position().offset()).isEqualTo(42);
    }

    @Test
    void a_changed_body_is_noticed_and_the_client_can_still_ask() {
        Command command = Commands.create(1, 2);

        ReceivedCommand read = CommandReader.read(
                message(command.recordId().toString(), CommandHeaders.write(command), new byte[] {'{', '}'}));

        assertThat(read)
                .isEqualTo(new ReceivedCommand.Unreadable(
                        read.position(), command.operationId(), "the body does not match its content hash"));
    }

    @Test
    void garbage_becomes_a_value_with_an_id_that_its_position_determines() {
        ReceivedCommand one = CommandReader.read(message(null, Map.of("op", "\u0000"), null));
        ReceivedCommand again = CommandReader.read(message(null, Map.of(), new byte[] {1}));

        assertThat(one).isInstanceOf(ReceivedCommand.Unreadable.class);
        assertThat(one.operationId()).isEqualTo(again.operationId());
        assertThat(CommandReader.read(message("not a uuid", CommandHeaders.write(Commands.create(1, 1)), null)))
                .isInstanceOf(ReceivedCommand.Unreadable.class);
        assertThat(one.operationId()).isNotEqualTo(new UUID(0, 0));
    }

    @Test
    void what_no_column_could_hold_is_unreadable() {
        Command command = Commands.create(1, 2);
        for (Map<String, String> wrong : List.of(
                Map.of("actor", "a\u0000b"), Map.of("accepted-at", "9999999999999999"), Map.of("accepted-at", "-1"))) {
            Map<String, String> headers = new HashMap<>(CommandHeaders.write(command));
            headers.putAll(wrong);

            assertThat(CommandReader.read(message(command.recordId().toString(), headers, command.body())))
                    .isInstanceOf(ReceivedCommand.Unreadable.class);
        }
        assertThat(CommandReader.read(message(
                        command.recordId().toString(),
                        CommandHeaders.write(command),
                        new byte[Command.MAX_BODY_BYTES + 1])))
                .isInstanceOf(ReceivedCommand.Unreadable.class);
    }

    @Test
    void a_header_that_is_not_utf8_is_told_from_one_that_holds_a_replacement_character() {
        Command command = Commands.create(1, 2);
        Map<String, String> headers = new HashMap<>(CommandHeaders.write(command));
        headers.put("actor", "\uFFFD");
        ConsumerRecord<String, byte[]> message = message(command.recordId().toString(), headers, command.body());

        assertThat(CommandReader.read(message)).isInstanceOf(ReceivedCommand.Readable.class);
        message.headers().add("actor", new byte[] {(byte) 0xC3, (byte) 0x28});
        assertThat(CommandReader.read(message))
                .isEqualTo(new ReceivedCommand.Unreadable(
                        new Position(3, 42), command.operationId(), "header actor is not UTF-8"));
    }

    @Test
    void a_body_that_is_not_utf8_is_unreadable_though_its_hash_is_right() {
        Command command = Commands.create(1, 2);
        byte[] body = {'"', (byte) 0xC3, (byte) 0x28, '"'};
        Map<String, String> headers = new HashMap<>(CommandHeaders.write(command));
        headers.put("content-hash", Commands.sha256(body));

        assertThat(CommandReader.read(message(command.recordId().toString(), headers, body)))
                .isEqualTo(new ReceivedCommand.Unreadable(
                        new Position(3, 42), command.operationId(), "the body is not UTF-8"));
    }

    private static ConsumerRecord<String, byte[]> message(String key, Map<String, String> headers, byte[] body) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(Topics.COMMANDS, 3, 42, key, body);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }
}
