package io.headrace.e2e.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Times in which something could not be done, and how long after each it may still be late. */
final class Spans {
    record Span(long begin, long end) {}

    static final Spans NONE = new Spans(new TreeMap<>());

    /** Begin to end, the grace included; no two of them touch. */
    private final NavigableMap<Long, Long> merged;

    private Spans(NavigableMap<Long, Long> merged) {
        this.merged = merged;
    }

    static Spans ofWindows(List<Window> windows, long grace) {
        return of(
                windows.stream()
                        .map(window -> new Span(window.begin(), window.end()))
                        .toList(),
                grace);
    }

    static Spans of(List<Span> spans, long grace) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingLong(Span::begin));
        NavigableMap<Long, Long> merged = new TreeMap<>();
        for (Span span : sorted) {
            long end = span.end() > Long.MAX_VALUE - grace ? Long.MAX_VALUE : span.end() + grace;
            Map.Entry<Long, Long> last = merged.lastEntry();
            boolean touches = last != null && last.getValue() >= span.begin();
            merged.merge(touches ? last.getKey() : span.begin(), end, Math::max);
        }
        return new Spans(merged);
    }

    /** The time itself, or the end of the span that it falls into. */
    long extend(long time) {
        Map.Entry<Long, Long> span = merged.floorEntry(time);
        return span == null ? time : Math.max(time, span.getValue());
    }

    boolean covers(long time) {
        return extend(time) > time;
    }

    /** When the next span after this time begins; the end of time if none does. */
    long nextBegin(long time) {
        Long next = merged.higherKey(time);
        return next == null ? Long.MAX_VALUE : next;
    }
}
