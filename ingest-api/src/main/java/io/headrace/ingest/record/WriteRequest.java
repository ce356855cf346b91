package io.headrace.ingest.record;

import io.headrace.contracts.OperationKind;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a write says, before its body is read.
 *
 * @param expectedVersion the version that {@code If-Match} names; null where it is not there
 * @param holdFor how long the client would like the answer to be held
 * @param idempotencyKey the client's own name for this write; null where it has none
 */
record WriteRequest(
        OperationKind kind,
        @Nullable Long expectedVersion,
        CallbackRequest callback,
        Optional<Duration> holdFor,
        @Nullable String idempotencyKey,
        @Nullable String traceparent) {
    static WriteRequest of(Exchange exchange, OperationKind kind) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        if (kind != OperationKind.DELETE) {
            exchange.requireJsonBody();
        }
        return new WriteRequest(
                kind,
                expectedVersion(exchange, kind),
                CallbackRequest.of(exchange),
                WaitPreference.parse(exchange.header("Prefer")),
                IdempotencyKey.parse(exchange.header(IdempotencyKey.NAME)),
                TraceParent.parse(exchange.header("traceparent")));
    }

    /** A record that does not exist yet has no version to match. */
    private static @Nullable Long expectedVersion(Exchange exchange, OperationKind kind) {
        String header = exchange.header(IfMatch.NAME);
        if (header != null && kind == OperationKind.CREATE) {
            throw Problem.badParameter(IfMatch.NAME, Text.of("header.if-match-create"))
                    .exception();
        }
        return IfMatch.parse(header);
    }
}
