package io.headrace.bench.load;

import org.HdrHistogram.Histogram;

/** A distribution in a few numbers. */
public record Percentiles(long count, double mean, long p50, long p90, long p99, long p999, long max) {
    static Percentiles of(Histogram histogram) {
        return new Percentiles(
                histogram.getTotalCount(),
                Math.round(histogram.getMean() * 10) / 10.0,
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(90),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }
}
