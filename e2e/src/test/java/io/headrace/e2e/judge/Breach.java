package io.headrace.e2e.judge;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One violation.
 *
 * @param what is wrong, in a sentence
 * @param history the entries and rows that show it
 */
public record Breach(String what, List<Object> history) {
    /** @param parts entries, rows, or lists of them; what is null is left out */
    static Breach of(String what, Object... parts) {
        return new Breach(what, flat(Arrays.asList(parts)));
    }

    private static List<Object> flat(List<?> parts) {
        return parts.stream()
                .filter(Objects::nonNull)
                .<Object>flatMap(part -> part instanceof List<?> list ? flat(list).stream() : Stream.of(part))
                .toList();
    }
}
