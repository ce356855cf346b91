package io.headrace.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which requests are the same one sent again. */
class RequestHashTest {
    private static final UUID RECORD = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    @Test
    void whatever_changes_the_effect_changes_the_hash() {
        List<String> hashes = List.of(
                hash(request(OperationKind.CREATE, null, null), RECORD, "{}"),
                hash(request(OperationKind.CREATE, null, null), Origin.CONSOLE, RECORD, "{}"),
                hash(request(OperationKind.CREATE, null, null), RECORD, "{ }"),
                hash(request(OperationKind.CREATE, null, "https://a.example/"), RECORD, "{}"),
                hash(request(OperationKind.CREATE, null, "https://b.example/"), RECORD, "{}"),
                hash(request(OperationKind.REPLACE, null, null), RECORD, "{}"),
                hash(request(OperationKind.REPLACE, null, null), OTHER, "{}"),
                hash(request(OperationKind.REPLACE, 1L, null), RECORD, "{}"),
                hash(request(OperationKind.REPLACE, 2L, null), RECORD, "{}"),
                hash(request(OperationKind.DELETE, null, null), RECORD, ""),
                hash(request(OperationKind.DELETE, null, null), OTHER, ""));

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void a_create_that_is_sent_again_is_the_same_although_a_new_id_was_made_for_it() {
        WriteRequest request = request(OperationKind.CREATE, null, "https://a.example/");

        assertThat(hash(request, RECORD, "{}")).isEqualTo(hash(request, OTHER, "{}"));
    }

    @Test
    void how_the_client_waits_and_traces_makes_no_difference() {
        WriteRequest waiting = new WriteRequest(
                OperationKind.REPLACE,
                1L,
                new CallbackRequest(null, null, null),
                Optional.of(Duration.ofSeconds(5)),
                "key",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(hash(waiting, RECORD, "{}")).isEqualTo(hash(request(OperationKind.REPLACE, 1L, null), RECORD, "{}"));
    }

    private static WriteRequest request(OperationKind kind, @Nullable Long version, @Nullable String callback) {
        return new WriteRequest(
                kind, version, new CallbackRequest(callback, null, null), Optional.empty(), "key", null);
    }

    private static String hash(WriteRequest request, UUID recordId, String body) {
        return hash(request, Origin.API, recordId, body);
    }

    private static String hash(WriteRequest request, Origin origin, UUID recordId, String body) {
        return HexFormat.of()
                .formatHex(RequestHash.of(request, origin, recordId, body.getBytes(StandardCharsets.UTF_8)));
    }
}
