package io.headrace.notifier.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the published vectors, {@code targets/*.tsv}.
 *
 * @param answers what the name resolves to; none where the host is an address
 */
record TargetVector(String kind, String input, List<InetAddress> answers, String why) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9A-F]{4}|[trn\"\\\\])");

    static List<TargetVector> attacks(String kind) {
        return attacks().stream().filter(vector -> vector.kind.equals(kind)).toList();
    }

    static List<TargetVector> attacks() {
        return lines("attacks.tsv").stream()
                .map(columns -> of(columns[1], columns[2], columns[0] + ": " + columns[3]))
                .toList();
    }

    static List<TargetVector> passes() {
        return lines("passes.tsv").stream()
                .map(columns -> of("passes", columns[0], columns[1]))
                .toList();
    }

    private static TargetVector of(String kind, String text, String why) {
        String[] parts = text.split(" => ", 2);
        List<InetAddress> answers = parts.length < 2
                ? List.of()
                : Arrays.stream(parts[1].split(", ")).map(TargetVector::address).toList();
        return new TargetVector(kind, ESCAPE.matcher(parts[0]).replaceAll(TargetVector::unescaped), answers, why);
    }

    private static String unescaped(java.util.regex.MatchResult escape) {
        String code = escape.group(1);
        String character = switch (code.charAt(0)) {
            case 'u' -> String.valueOf((char) Integer.parseInt(code.substring(1), 16));
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'n' -> "\n";
            default -> code;
        };
        return Matcher.quoteReplacement(character);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String[]> lines(String file) {
        try (InputStream in = TargetVector.class.getResourceAsStream("/targets/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return why;
    }
}
