package io.headrace.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host of a target as URLs write it: a DNS name, a canonical IPv4 address, or an IPv6 address in brackets. */
final class TargetHost {
    /** The last label begins with a letter: what ends in a number, some readers take for an IPv4 address. */
    private static final Pattern DNS_NAME = Pattern.compile(
            "(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(String.join("\\.", OCTET, OCTET, OCTET, OCTET));
    private static final Pattern IPV4_TAIL = Pattern.compile("(?<=:)" + IPV4.pattern() + "$");
    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");
    private static final int GROUPS = 8;

    private TargetHost() {}

    /** @param text in lower case */
    static boolean isHost(String text) {
        return DNS_NAME.matcher(text).matches() || IPV4.matcher(text).matches() || isBracketed(text);
    }

    private static boolean isBracketed(String text) {
        return text.length() > 2 && text.startsWith("[") && text.endsWith("]") && isIpv6(unbracketed(text));
    }

    static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Eight groups, or fewer around one gap; the last two may be written as an IPv4 address. */
    private static boolean isIpv6(String text) {
        String groups = withoutIpv4Tail(text);
        int gap = groups.indexOf("::");
        if (gap < 0) {
            return count(groups) == GROUPS;
        }
        int before = count(groups.substring(0, gap));
        int after = count(groups.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    private static String withoutIpv4Tail(String text) {
        Matcher tail = IPV4_TAIL.matcher(text);
        return tail.find() ? text.substring(0, tail.start()) + "0:0" : text;
    }

    /** How many groups there are; negative where one of them is none. */
    private static int count(String text) {
        List<String> groups = text.isEmpty() ? List.of() : Arrays.asList(text.split(":", -1));
        return groups.stream().allMatch(group -> GROUP.matcher(group).matches()) ? groups.size() : -1;
    }
}
