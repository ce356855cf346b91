package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandHeadersTest {
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Command FULL = new Command(
            UUID.fromString("0193a8f0-7c00-7abc-8def-0123456789ab"),
            UUID.fromString("0193a8f0-7c00-7abc-8def-0123456789ac"),
            OperationKind.REPLACE,
            new UUID(0, 1),
            new UUID(0, 2),
            "orders",
            Environment.LIVE,
            Origin.API,
            "k3F9a0Zq",
            Instant.ofEpochMilli(1_711_000_000_123L),
            "req_1",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            7L,
            new Callback("https://example.com/", "X-Auth", "k1.sealed"),
            "hash",
            BODY);

    @Test
    void a_command_survives_its_headers() {
        Map<String, String> headers = CommandHeaders.write(FULL);

        assertThat(CommandHeaders.read(FULL.recordId().toString(), headers, BODY))
                .isEqualTo(FULL);
    }

    @Test
    void the_header_names_are_the_contract() {
        assertThat(CommandHeaders.write(FULL))
                .containsOnlyKeys(
                        "op",
                        "operation-id",
                        "owner-id",
                        "endpoint-id",
                        "endpoint",
                        "environment",
                        "origin",
                        "actor",
                        "accepted-at",
                        "request-id",
                        "content-hash",
                        "traceparent",
                        "expected-version",
                        "callback-url",
                        "callback-auth-header",
                        "callback-auth");
    }

    @Test
    void what_may_be_absent_may_be_absent() {
        Map<String, String> headers = new HashMap<>(CommandHeaders.write(FULL));
        headers.keySet().removeIf(name -> name.startsWith("callback") || name.equals("traceparent"));
        headers.remove("expected-version");

        Command read = CommandHeaders.read(FULL.recordId().toString(), headers, BODY);

        assertThat(read.callback()).isNull();
        assertThat(read.expectedVersion()).isNull();
        assertThat(read.traceparent()).isNull();
    }

    @Test
    void a_missing_or_wrong_header_is_named() {
        Map<String, String> headers = new HashMap<>(CommandHeaders.write(FULL));
        headers.put("op", "merge");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandHeaders.read(FULL.recordId().toString(), headers, BODY))
                .withMessageContaining("merge");
        headers.remove("op");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandHeaders.read(FULL.recordId().toString(), headers, BODY))
                .withMessage("header op is missing");
    }

    @Test
    void an_event_survives_its_headers() {
        EventHeaders event = new EventHeaders(
                FULL.operationId(),
                EventType.RECORD_UPDATED,
                FULL.recordId(),
                FULL.ownerId(),
                FULL.endpointId(),
                FULL.environment(),
                FULL.origin(),
                FULL.requestId(),
                FULL.traceparent(),
                FULL.callback(),
                4711L);

        assertThat(EventHeaders.read(FULL.recordId().toString(), event.write())).isEqualTo(event);
        Map<String, String> ofBefore = new HashMap<>(event.write());
        ofBefore.remove("sequence");
        assertThat(EventHeaders.read(FULL.recordId().toString(), ofBefore).sequence())
                .isNull();
    }
}
