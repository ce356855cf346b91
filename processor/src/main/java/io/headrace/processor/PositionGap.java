package io.headrace.processor;

/** Commands between the position and this batch are missing: what this process believes of its place is wrong. */
final class PositionGap extends RuntimeException {
    PositionGap(int partition, long expected, long found) {
        super("partition " + partition + ": expected offset " + expected + ", found " + found);
    }
}
