package io.headrace.e2e.crash;

import java.util.Random;
import java.util.SplittableRandom;

/** One stream of choices for each part of a run, so that what one part does never changes another's choices. */
record Seeds(long seed) {
    private static final long APART = 0x9E3779B97F4A7C15L;

    Random of(String part) {
        return new Random(new SplittableRandom(seed + part.hashCode() * APART).nextLong());
    }

    Random of(String part, int number) {
        return of(part + "-" + number);
    }
}
