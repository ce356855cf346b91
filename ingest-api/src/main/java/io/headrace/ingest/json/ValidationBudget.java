package io.headrace.ingest.json;

import java.util.function.Supplier;

/**
 * Bounds what one validation may cost, counted and not timed, so that the same data and schema always get the same
 * answer. A step is about an eighth of a microsecond.
 *
 * <p>A thread has one, because the library hands nothing of ours to its patterns.
 */
final class ValidationBudget {
    /** A body of 100 KB may be an array of 51,000 numbers, each of them to be looked at a few times. */
    static final long STEPS = 400_000;

    private static final ThreadLocal<ValidationBudget> CURRENT = new ThreadLocal<>();

    private long left = STEPS;

    private ValidationBudget() {}

    /** The budget is spent; without a stack trace, because nobody is at fault here. */
    static final class Spent extends RuntimeException {
        private Spent() {
            super("too many steps", null, false, false);
        }
    }

    /** @throws Spent if it would take too long */
    static <T> T within(Supplier<T> work) {
        CURRENT.set(new ValidationBudget());
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** Before the work is done; nothing is counted where no budget was set. */
    static void spend(long steps) {
        ValidationBudget budget = CURRENT.get();
        if (budget != null) {
            budget.take(steps);
        }
    }

    private void take(long steps) {
        left -= steps;
        if (left < 0) {
            throw new Spent();
        }
    }
}
