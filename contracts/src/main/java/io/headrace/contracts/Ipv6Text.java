package io.headrace.contracts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The many spellings of an IPv6 address, and the one that RFC 5952 chooses; an IPv4 tail becomes hexadecimal. */
final class Ipv6Text {
    private static final int GROUPS = 8;
    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");
    private static final Pattern IPV4_TAIL = Pattern.compile("(?<=:)" + TargetHost.IPV4.pattern() + "$");
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    private Ipv6Text() {}

    /** Empty if the text, in lower case and without brackets, is no address. */
    static Optional<String> normal(String text) {
        String hexadecimal = IPV4_TAIL.matcher(text).replaceFirst(Ipv6Text::hexadecimal);
        int gap = hexadecimal.indexOf("::");
        List<String> before = groups(gap < 0 ? hexadecimal : hexadecimal.substring(0, gap));
        List<String> after = groups(gap < 0 ? "" : hexadecimal.substring(gap + 2));
        int missing = GROUPS - before.size() - after.size();
        boolean fits = gap < 0 ? missing == 0 : missing > 0;
        return fits && areGroups(before) && areGroups(after)
                ? Optional.of(shortest(before, missing, after))
                : Optional.empty();
    }

    private static String hexadecimal(MatchResult ipv4) {
        return pair(ipv4.group(1), ipv4.group(2)) + ":" + pair(ipv4.group(3), ipv4.group(4));
    }

    private static String pair(String high, String low) {
        return Integer.toHexString(Integer.parseInt(high) << 8 | Integer.parseInt(low));
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(":", -1));
    }

    private static boolean areGroups(List<String> groups) {
        return groups.stream().allMatch(group -> GROUP.matcher(group).matches());
    }

    private static String shortest(List<String> before, int missing, List<String> after) {
        List<String> all = new ArrayList<>(before);
        all.addAll(Collections.nCopies(missing, "0"));
        all.addAll(after);
        all.replaceAll(group -> Integer.toHexString(Integer.parseInt(group, 16)));
        return withoutLongestZeros(String.join(":", all));
    }

    /** The first of the longest, and no single group. */
    private static String withoutLongestZeros(String text) {
        int start = 0;
        int end = 0;
        for (Matcher zeros = ZEROS.matcher(text); zeros.find(); ) {
            if (zeros.group().split("0", -1).length > text.substring(start, end).split("0", -1).length) {
                start = zeros.start();
                end = zeros.end();
            }
        }
        return end == 0 ? text : text.substring(0, start) + "::" + text.substring(end);
    }
}
