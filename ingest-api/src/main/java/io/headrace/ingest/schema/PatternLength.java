package io.headrace.ingest.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts how long a regular expression is once its repeats are written out, as RE2 does before it looks at the size. */
final class PatternLength {
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");
    private static final Pattern CLASS = Pattern.compile("\\[\\^?]?(?:\\\\.|[^]\\\\])*+]?", Pattern.DOTALL);
    /** Enough is enough: a product of many repeats would not fit into a number. */
    private static final double MAX = 1e12;

    private final String regex;
    private final Deque<Double> outer = new ArrayDeque<>();
    private double length;
    private double last;

    private PatternLength(String regex) {
        this.regex = regex;
    }

    static double writtenOut(String regex) {
        PatternLength pattern = new PatternLength(regex);
        int at = 0;
        while (at < regex.length()) {
            at = pattern.take(at);
        }
        // Groups that nobody closed: RE2 will say so.
        return pattern.length
                + pattern.outer.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The place after what stands here. */
    private int take(int at) {
        return switch (regex.charAt(at)) {
            case '\\' -> atom(at + 2);
            case '[' -> atom(endOf(CLASS, at));
            case '(' -> open(at + 1);
            case ')' -> close(at + 1);
            case '{' -> repeat(at);
            default -> atom(at + 1);
        };
    }

    private int atom(int end) {
        last = 1;
        length += last;
        return end;
    }

    private int open(int end) {
        outer.push(length);
        length = 0;
        return end;
    }

    private int close(int end) {
        last = length + 1;
        length = last + (outer.isEmpty() ? 0 : outer.pop());
        return end;
    }

    private int repeat(int at) {
        Matcher repeat = REPEAT.matcher(regex).region(at, regex.length());
        if (!repeat.lookingAt()) {
            return atom(at + 1);
        }
        double times = Math.max(count(repeat.group(1)), count(repeat.group(2)));
        double all = Math.min(MAX, last * Math.max(1, times));
        length += all - last;
        last = all;
        return repeat.end();
    }

    private static double count(String digits) {
        return digits == null || digits.isEmpty() ? 0 : Double.parseDouble(digits);
    }

    private int endOf(Pattern pattern, int at) {
        Matcher found = pattern.matcher(regex).region(at, regex.length());
        return found.lookingAt() ? found.end() : at + 1;
    }
}
