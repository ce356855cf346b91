package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventBodyTest {
    private static final Instant AT = Instant.parse("2024-03-21T05:46:40.250Z");

    @Test
    void an_update_carries_the_clients_bytes_unchanged() {
        String fields = "{ \"n\": 1.10, \"big\": 9007199254740993, \"名\": \"\\u4e2d😀\" }";

        byte[] body = EventBody.write(
                command(fields),
                EventType.RECORD_UPDATED,
                AT,
                new EventBody.RecordState(3L, AT, AT, null, fields.getBytes(StandardCharsets.UTF_8)),
                null);

        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"id\":\"evt_01jemf0z00fay8vvr14d2pf2db\",\"object\":\"event\",\"type\":\"record.updated\","
                                + "\"created\":1711000000,\"timestamp\":\"2024-03-21T05:46:40Z\",\"endpoint\":\"orders\","
                                + "\"environment\":\"live\",\"operationId\":\"op_01jemf0z00fay8vvr14d2pf2db\","
                                + "\"data\":{\"object\":{\"id\":\"rec_01jemf0z00fay8vvr14d2pf2dc\",\"version\":3,"
                                + "\"createdAt\":\"2024-03-21T05:46:40.250Z\",\"updatedAt\":\"2024-03-21T05:46:40.250Z\","
                                + "\"fields\":" + fields + "}}}");
    }

    @Test
    void a_rejection_carries_its_reason() {
        byte[] body = EventBody.write(
                command(""),
                EventType.RECORD_REJECTED,
                AT,
                new EventBody.RecordState(null, null, null, null, null),
                new Rejection(ErrorCode.NOT_FOUND, "The record does not exist"));

        assertThat(new String(body, StandardCharsets.UTF_8))
                .endsWith("\"data\":{\"object\":{\"id\":\"rec_01jemf0z00fay8vvr14d2pf2dc\"},"
                        + "\"reason\":{\"code\":40401,\"message\":\"The record does not exist\"}}}");
    }

    private static Command command(String body) {
        return new Command(
                UUID.fromString("0193a8f0-7c00-7abc-8def-0123456789ab"),
                UUID.fromString("0193a8f0-7c00-7abc-8def-0123456789ac"),
                OperationKind.REPLACE,
                new UUID(0, 1),
                new UUID(0, 2),
                "orders",
                Environment.LIVE,
                Origin.API,
                "k3F9a0Zq",
                AT,
                "req_1",
                null,
                null,
                null,
                "hash",
                body.getBytes(StandardCharsets.UTF_8));
    }
}
