package io.headrace.bench.run.scenario;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Times of one kind, as percentiles. */
record Distribution(long count, double p50Millis, double p99Millis, double maxMillis) {
    private static final int DIGITS = 3;

    /** @throws IllegalStateException without any: nothing that came is not the same as what came at once */
    static Distribution ofNanos(Collection<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalStateException("there is nothing whose time could be told");
        }
        Histogram micros = new Histogram(DIGITS);
        nanos.forEach(value -> micros.recordValue(Math.max(0, value / 1_000)));
        return new Distribution(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0);
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("count", count);
        members.put("p50", p50Millis);
        members.put("p99", p99Millis);
        members.put("max", maxMillis);
        return members;
    }
}
