package io.headrace.notifier.send;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many secrets in a text, walking through it once: what begins like one of them is compared to those that begin so.
 * All comparisons of one answer together are bounded, for the target may make both the secrets and the answer such that
 * everything is nearly everywhere, and an event loop waits.
 */
final class SecretFinder {
    /** As long as the shortest beginning of a secret that is looked for where the text was cut. */
    static final int BEGINNING = 4;

    /** Characters that are compared at most, a millisecond's work; an honest echo takes some thousands. */
    static final int MAX_COMPARED = 500_000;

    /** Most places of a text are no secret's beginning, and found to be none by one bit. */
    private static final int FILTER_BITS = 14;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Map<Long, List<String>> byBeginning = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);
    private int compared;

    /** @param secrets of at least {@link #BEGINNING} characters each */
    SecretFinder(Collection<String> secrets) {
        for (String secret : secrets) {
            long key = 0;
            for (int i = 0; i < BEGINNING; i++) {
                key = key << Character.SIZE | secret.charAt(i);
            }
            byBeginning.computeIfAbsent(key, beginning -> new ArrayList<>()).add(secret);
            filter.set(slot(key));
        }
    }

    boolean isEmpty() {
        return byBeginning.isEmpty();
    }

    /** Whether this answer has taken all the comparing that it may: what is in the rest of it is not known. */
    boolean isExhausted() {
        return compared > MAX_COMPARED;
    }

    /** Characters compared so far. */
    int compared() {
        return compared;
    }

    /** Marks each secret, and the beginning of one at the very end, where the text was cut; stops when exhausted. */
    void find(UnescapedText text, BitSet places) {
        String plain = text.text();
        long key = 0;
        for (int end = 1; end <= plain.length() && !isExhausted(); end++) {
            key = key << Character.SIZE | plain.charAt(end - 1);
            if (end >= BEGINNING && filter.get(slot(key))) {
                for (String secret : byBeginning.getOrDefault(key, List.of())) {
                    mark(secret, text, end - BEGINNING, places);
                }
            }
        }
    }

    private void mark(String secret, UnescapedText text, int at, BitSet places) {
        String plain = text.text();
        int length = Math.min(secret.length(), plain.length() - at);
        int same = BEGINNING;
        while (same < length && !isExhausted() && secret.charAt(same) == plain.charAt(at + same)) {
            same++;
            compared++;
        }
        compared++;
        if (same == length) {
            places.set(text.starts()[at], text.starts()[at + length]);
        }
    }

    private static int slot(long key) {
        return (int) (key * SPREAD >>> Long.SIZE - FILTER_BITS);
    }
}
