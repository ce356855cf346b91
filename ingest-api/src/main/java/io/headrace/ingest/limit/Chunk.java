package io.headrace.ingest.limit;

/**
 * How many tokens to ask for at once: few at first, twice as many each time while they are used, and never so many that
 * what lies unused would be missed elsewhere.
 */
final class Chunk {
    /** A fiftieth of the limit at most, and so many at most. */
    private static final long PARTS = 50;

    private static final long MOST = 20_000;
    private static final long FIRST_PARTS = 16;
    /** Of what nobody has taken yet, an eighth at most: near its end a limit is shared out in small pieces. */
    private static final long OF_THE_REST = 8;

    private final long most;
    private final long first;
    private long next;

    Chunk(long limit) {
        this.most = Math.max(1, Math.min(MOST, limit / PARTS));
        this.first = Math.max(1, most / FIRST_PARTS);
        this.next = first;
    }

    /** A new span begins as the last one went. */
    void begin(long usedInTheLast) {
        next = Math.max(first, Math.min(most, usedInTheLast / OF_THE_REST));
    }

    /** Whether so few are left that more should be on their way; where one is asked for at a time, never. */
    boolean isLow(long free) {
        return most > 1 && free <= next / 2;
    }

    /** @param rest what nobody has taken yet, as far as is known */
    long take(long rest) {
        long size = Math.min(next, Math.max(1, rest / OF_THE_REST));
        next = Math.min(most, next * 2);
        return size;
    }
}
