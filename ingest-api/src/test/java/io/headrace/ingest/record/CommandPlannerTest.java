package io.headrace.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Command;
import io.headrace.contracts.CommandHeaders;
import io.headrace.contracts.Environment;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Origin;
import io.headrace.contracts.SecretSealer;
import io.headrace.ingest.access.Access;
import io.headrace.store.owner.EndpointView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandPlannerTest {
    private static final UUID OWNER = UUID.randomUUID();
    private static final UUID ENDPOINT = UUID.randomUUID();

    @Test
    void a_command_says_who_asked_for_what_where_and_when() {
        WriteRequest request = new WriteRequest(
                OperationKind.REPLACE, 3L, new CallbackRequest(null, null, null), Optional.empty(), null, null);
        UUID operationId = UUID.randomUUID();
        UUID recordId = UUID.randomUUID();
        byte[] body = "abc".getBytes(StandardCharsets.UTF_8);

        Command command = CommandPlanner.plan(
                access(),
                request,
                new WriteIds(operationId, recordId),
                "till-7",
                body,
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                SecretSealer.of(SecretSealer.newKey("k1")));

        assertThat(command)
                .isEqualTo(new Command(
                        operationId,
                        recordId,
                        OperationKind.REPLACE,
                        OWNER,
                        ENDPOINT,
                        "orders",
                        Environment.TEST,
                        Origin.API,
                        "abcdefgh",
                        Instant.parse("2026-01-02T03:04:05.678Z"),
                        "till-7",
                        null,
                        3L,
                        null,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        body));
        assertThat(CommandHeaders.read(recordId.toString(), CommandHeaders.write(command), body))
                .isEqualTo(command);
    }

    private static Access access() {
        return new Access(
                new EndpointView(ENDPOINT, OWNER, "orders", "{}", 1, true), Environment.TEST, Origin.API, "abcdefgh");
    }
}
