package io.headrace.ingest.delivery;

import io.headrace.contracts.Ids;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.replay.DeliveryFilter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a body asks to be replayed.
 *
 * @param endpoint its slug, or null for all that the caller sees
 * @param dryRun only to be counted
 */
record ReplayRequest(
        @Nullable String endpoint,
        @Nullable UUID recordId,
        @Nullable UUID subscriptionId,
        Set<DeliveryState> states,
        @Nullable Integer status,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean dryRun) {
    /** What a replay is for, where nothing else is said. */
    static final Set<DeliveryState> UNDELIVERED = Set.of(DeliveryState.EXHAUSTED, DeliveryState.CANCELLED);

    private static final Map<String, DeliveryState> STATES = Map.of(
            "delivered", DeliveryState.DELIVERED,
            "exhausted", DeliveryState.EXHAUSTED,
            "cancelled", DeliveryState.CANCELLED);
    private static final int MAX_TEXT = 100;

    static ReplayRequest of(JsonBody body) {
        body.require("filter");
        Optional<ReplayRequest> request = body.object("filter").map(ReplayRequest::read);
        boolean dryRun = body.flag("dryRun").orElse(false);
        body.finish();
        return request.orElseThrow().withDryRun(dryRun);
    }

    DeliveryFilter filter(DeliveryFilter scope) {
        return new DeliveryFilter(
                scope.ownerId(),
                scope.endpointId(),
                scope.environment(),
                scope.collaboratorId(),
                subscriptionId,
                null,
                recordId,
                states,
                status,
                from,
                to);
    }

    private static ReplayRequest read(JsonBody filter) {
        ReplayRequest request = new ReplayRequest(
                filter.text("endpoint", 1, MAX_TEXT).orElse(null),
                id(filter, "recordId", Ids.RECORD),
                id(filter, "subscriptionId", Ids.SUBSCRIPTION),
                filter.oneOf("state", STATES).map(Set::of).orElse(UNDELIVERED),
                filter.number("status", 100, 599).map(Long::intValue).orElse(null),
                time(filter, "from"),
                time(filter, "to"),
                false);
        filter.refuseUnknown();
        return request;
    }

    private static @Nullable Instant time(JsonBody filter, String name) {
        Optional<Instant> time = filter.time(name);
        if (time.isPresent() && !Years.known(time.get())) {
            filter.refuse(name, Text.of("body.time"));
        }
        return time.orElse(null);
    }

    private static @Nullable UUID id(JsonBody filter, String name, String prefix) {
        Optional<String> text = filter.text(name, 1, MAX_TEXT);
        Optional<UUID> id = text.flatMap(written -> Ids.parse(prefix, written));
        if (text.isPresent() && id.isEmpty()) {
            filter.refuse(name, Text.of("parameter.id", prefix));
        }
        return id.orElse(null);
    }

    private ReplayRequest withDryRun(boolean dry) {
        return new ReplayRequest(endpoint, recordId, subscriptionId, states, status, from, to, dry);
    }
}
