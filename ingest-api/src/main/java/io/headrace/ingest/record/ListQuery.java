package io.headrace.ingest.record;

import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.ProblemException;
import io.headrace.ingest.http.Text;
import io.headrace.store.record.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the query of a list; what it does not know, it refuses. */
final class ListQuery {
    static final int DEFAULT_PAGE_SIZE = 20;
    static final int MAX_PAGE_SIZE = 100;
    static final int MAX_PAGE = 1_000_000;
    private static final Set<String> KNOWN = Set.of("page", "pageSize", "sort", "order");
    private static final String CREATION = "createdAt";

    private final Map<String, List<String>> query;

    private ListQuery(Map<String, List<String>> query) {
        this.query = query;
    }

    static PageRequest parse(Map<String, List<String>> query) {
        ListQuery parameters = new ListQuery(query);
        parameters.refuseUnknown();
        return new PageRequest(
                parameters.number("page", 1, MAX_PAGE),
                parameters.number("pageSize", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE),
                parameters.newestFirst());
    }

    private void refuseUnknown() {
        query.keySet().stream()
                .sorted()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(name, Text.of("parameter.unknown"));
                });
    }

    private int number(String name, int absent, int max) {
        if (!query.containsKey(name)) {
            return absent;
        }
        String text = single(name);
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > max) {
            throw refused(name, Text.of("parameter.number", 1, max));
        }
        return value;
    }

    /** Newest first, unless {@code sort} or {@code order} say otherwise; a sign and an order would be two answers. */
    private boolean newestFirst() {
        String sort = query.containsKey("sort") ? single("sort") : "";
        if (!Set.of("", CREATION, "-" + CREATION).contains(sort)) {
            throw refused("sort", Text.of("parameter.sort", CREATION));
        }
        if (!query.containsKey("order")) {
            return !sort.equals(CREATION);
        }
        String order = single("order");
        if (!Set.of("asc", "desc").contains(order) || sort.startsWith("-")) {
            throw refused("order", Text.of("parameter.order"));
        }
        return order.equals("desc");
    }

    private String single(String name) {
        List<String> values = query.get(name);
        if (values.size() != 1 || values.get(0).isEmpty()) {
            throw refused(name, Text.of("parameter.single"));
        }
        return values.get(0);
    }

    private static ProblemException refused(String name, Text error) {
        return Problem.badParameter(name, error).exception();
    }
}
