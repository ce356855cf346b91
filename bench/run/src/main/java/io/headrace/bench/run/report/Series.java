package io.headrace.bench.run.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same figure, measured several times. */
public record Series(List<Double> values) {
    public Series {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values is empty: a figure was measured at least once");
        }
        values = List.copyOf(values);
    }

    public static Series of(double... values) {
        List<Double> all = new ArrayList<>();
        for (double value : values) {
            all.add(value);
        }
        return new Series(all);
    }

    public double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return Collections.min(values);
    }

    public double most() {
        return Collections.max(values);
    }

    /** Each value by the one of the other series that was measured right after it. */
    public Series by(Series other) {
        if (values.size() != other.values.size()) {
            throw new IllegalArgumentException(
                    "values are " + values.size() + " beside " + other.values.size() + ": they must be pairs");
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return new Series(ratios);
    }
}
