package io.headrace.ingest.delivery;

import io.headrace.contracts.Ids;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.ProblemException;
import io.headrace.ingest.http.Text;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.replay.DeliveryFilter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list of deliveries; what it does not know, it refuses. */
final class DeliveryQuery {
    static final String STATES = "pending, sending, waiting, delivered, exhausted, cancelled, held";
    private static final Set<String> FILTERS = Set.of("state", "recordId", "subscriptionId", "from", "to", "status");
    private static final String ENDPOINT = "endpoint";
    private static final int MAX_LIMIT = 100;

    private final Map<String, List<String>> query;

    private final Set<String> filters;

    private DeliveryQuery(Map<String, List<String>> query, Set<String> filters) {
        this.query = query;
        this.filters = filters;
    }

    static DeliveryQuery of(Map<String, List<String>> query) {
        Set<String> filters = new LinkedHashSet<>(FILTERS);
        filters.add(ENDPOINT);
        return new DeliveryQuery(query, filters);
    }

    static DeliveryQuery ofOneEndpoint(Map<String, List<String>> query) {
        return new DeliveryQuery(query, FILTERS);
    }

    /** Whether a cursor is wanted, not pages. */
    boolean isCursored() {
        return query.containsKey("limit") || query.containsKey("cursor");
    }

    Paging paging() {
        return Paging.of(query, filters);
    }

    int limit() {
        Set<String> known = new LinkedHashSet<>(filters);
        known.addAll(Set.of("limit", "cursor"));
        query.keySet().stream()
                .sorted()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(name, Text.of("parameter.unknown"));
                });
        return read("limit", DeliveryQuery::limit, Text.of("parameter.number", 1, MAX_LIMIT))
                .orElse(Paging.DEFAULT_SIZE);
    }

    String cursor() {
        return Paging.filter(query, "cursor");
    }

    /** The endpoint's slug, or the empty text. */
    String endpoint() {
        return Paging.filter(query, ENDPOINT);
    }

    DeliveryFilter filter(DeliveryFilter scope) {
        return new DeliveryFilter(
                scope.ownerId(),
                scope.endpointId(),
                scope.environment(),
                scope.collaboratorId(),
                id("subscriptionId", Ids.SUBSCRIPTION),
                null,
                id("recordId", Ids.RECORD),
                read("state", DeliveryQuery::state, Text.of("body.one_of", STATES))
                        .map(Set::of)
                        .orElse(Set.of()),
                read("status", DeliveryQuery::status, Text.of("parameter.number", 100, 599))
                        .orElse(null),
                read("from", Years::time, Text.of("body.time")).orElse(null),
                read("to", Years::time, Text.of("body.time")).orElse(null));
    }

    static Optional<DeliveryState> state(String text) {
        return Arrays.stream(DeliveryState.values())
                .filter(state -> state.wireName().equals(text))
                .findFirst();
    }

    private @Nullable UUID id(String name, String prefix) {
        return read(name, text -> Ids.parse(prefix, text), Text.of("parameter.id", prefix))
                .orElse(null);
    }

    private <T> Optional<T> read(String name, Function<String, Optional<T>> reader, Text error) {
        String text = Paging.filter(query, name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(reader.apply(text).orElseThrow(() -> refused(name, error)));
    }

    private static Optional<Integer> limit(String text) {
        return number(text, 1, MAX_LIMIT);
    }

    private static Optional<Integer> status(String text) {
        return number(text, 100, 599);
    }

    private static Optional<Integer> number(String text, int min, int max) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= min && number <= max);
    }

    private static ProblemException refused(String name, Text error) {
        return Problem.badParameter(name, error).exception();
    }
}
