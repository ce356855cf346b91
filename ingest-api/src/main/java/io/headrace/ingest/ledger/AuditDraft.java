package io.headrace.ingest.ledger;

import io.headrace.contracts.Ids;
import io.headrace.ingest.http.RouteTemplate;
import io.headrace.store.audit.AuditEntry;
import io.headrace.store.endpoint.Slug;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is noted of a request when it ends; what takes longer to find out is found out when it is written down. */
record AuditDraft(
        UUID id,
        Instant at,
        UUID ownerId,
        @Nullable UUID endpointId,
        String actor,
        String method,
        String path,
        @Nullable UUID recordId,
        @Nullable UUID operationId,
        int status,
        int code,
        String requestId,
        String remoteAddress) {
    private static final String UNKNOWN = "-";

    /** A path that is none of ours is not written down: what stands in it is not ours to keep. */
    AuditEntry entry() {
        Optional<RouteTemplate> route = RouteTemplate.of(path);
        return new AuditEntry(
                id,
                at,
                ownerId,
                endpointId,
                actor,
                method,
                route.map(RouteTemplate::text).orElse(UNKNOWN),
                route.flatMap(known -> known.value(path, "slug"))
                        .filter(Slug::isOne)
                        .orElse(null),
                recordId == null ? inPath(Ids.RECORD) : recordId,
                operationId == null ? inPath(Ids.OPERATION) : operationId,
                status,
                code,
                requestId,
                remoteAddress);
    }

    private @Nullable UUID inPath(String prefix) {
        return Stream.of(path.split("/"))
                .flatMap(segment -> Ids.parse(prefix, segment).stream())
                .findFirst()
                .orElse(null);
    }
}
