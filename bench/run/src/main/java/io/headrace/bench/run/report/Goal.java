package io.headrace.bench.run.report;

/** What a figure has to be. */
public sealed interface Goal {
    /** Of what is beside it: the median by the median. */
    record ShareAtLeast(double share) implements Goal {}

    record AtMost(double value) implements Goal {}

    /** Measured to be known. */
    record None() implements Goal {}
}
