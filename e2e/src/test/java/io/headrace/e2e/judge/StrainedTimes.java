package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The seconds in which the machine had no time, by the run's own word: what is late in them proves nothing. */
final class StrainedTimes {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private StrainedTimes() {}

    static List<Spans.Span> of(List<Entry> entries) {
        List<Spans.Span> spans = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Strain strain) {
                spans.add(new Spans.Span(strain.atNanos() - SECOND, strain.atNanos()));
            }
        }
        return spans;
    }
}
