package io.headrace.ingest.http;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which page of a list is asked for.
 *
 * @param page from 1
 * @param pageSize 1 to {@value #MAX_SIZE}
 */
public record Paging(int page, int pageSize) {
    public static final int DEFAULT_SIZE = 20;
    static final int MAX_SIZE = 100;
    static final int MAX_PAGE = 1_000_000;

    /** How many rows come before it. */
    public long offset() {
        return (page - 1L) * pageSize;
    }

    /**
     * Reads {@code page} and {@code pageSize}, and refuses what is neither of them nor a filter of this list.
     *
     * @param filters further parameters that the caller reads by {@link #filter}
     */
    public static Paging of(Map<String, List<String>> query, Set<String> filters) {
        query.keySet().stream()
                .sorted()
                .filter(name -> !name.equals("page") && !name.equals("pageSize") && !filters.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.badParameter(name, Text.of("parameter.unknown"))
                            .exception();
                });
        return new Paging(number(query, "page", 1, MAX_PAGE), number(query, "pageSize", DEFAULT_SIZE, MAX_SIZE));
    }

    /** A parameter that comes once and is not empty; the empty text if it does not come. */
    public static String filter(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of(""));
        if (values.size() != 1 || query.containsKey(name) && values.get(0).isEmpty()) {
            throw Problem.badParameter(name, Text.of("parameter.single")).exception();
        }
        return values.get(0);
    }

    private static int number(Map<String, List<String>> query, String name, int absent, int max) {
        String text = filter(query, name);
        if (text.isEmpty()) {
            return absent;
        }
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > max) {
            throw Problem.badParameter(name, Text.of("parameter.number", 1, max))
                    .exception();
        }
        return value;
    }
}
