package io.headrace.e2e.judge;

import org.jspecify.annotations.Nullable;

/** Counts the violations of one law and keeps the one that the shortest history shows. */
final class Breaches {
    private final Law law;
    private long count;
    private @Nullable Breach smallest;
    private String note = "";

    Breaches(Law law) {
        this.law = law;
    }

    /** @param parts the entries and rows that show it, or lists of them; what is null is left out */
    void add(String what, Object... parts) {
        count++;
        Breach breach = Breach.of(what, parts);
        if (smallest == null || breach.history().size() < smallest.history().size()) {
            smallest = breach;
        }
    }

    /** What a reader should know besides: a figure, or why nothing was measured. */
    void note(String text) {
        note = text;
    }

    Verdict.Finding finding() {
        return new Verdict.Finding(law, count, smallest, note);
    }
}
