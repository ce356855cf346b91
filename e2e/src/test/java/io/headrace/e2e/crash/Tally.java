package io.headrace.e2e.crash;

import io.headrace.e2e.history.Outcome;
import java.util.concurrent.atomic.LongAdder;

/** Counts for the progress line, and for knowing when enough was written. */
final class Tally {
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder receipts = new LongAdder();

    /** @param first whether this is not a repetition */
    void answered(boolean write, boolean first, Outcome outcome) {
        switch (outcome) {
            case OK -> (write ? first ? acknowledged : repeated : reads).increment();
            case FAIL -> failed.increment();
            case UNKNOWN -> unknown.increment();
        }
    }

    void received() {
        receipts.increment();
    }

    /** Writes that were answered with 2xx the first time that they were sent. */
    long acknowledged() {
        return acknowledged.sum();
    }

    @Override
    public String toString() {
        return "acknowledged=%d repeated=%d reads=%d failed=%d unknown=%d webhooks=%d"
                .formatted(
                        acknowledged.sum(), repeated.sum(), reads.sum(), failed.sum(), unknown.sum(), receipts.sum());
    }
}
