package io.headrace.contracts;

import java.util.Optional;
import java.util.regex.Pattern;

/** The host of a target as URLs write it: a DNS name, a canonical IPv4 address, or an IPv6 address in brackets. */
final class TargetHost {
    /** The last label begins with a letter: what ends in a number, some readers take for an IPv4 address. */
    private static final Pattern DNS_NAME = Pattern.compile(
            "(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    static final Pattern IPV4 = Pattern.compile(String.join("\\.", OCTET, OCTET, OCTET, OCTET));

    private TargetHost() {}

    /**
     * The one spelling of a host, without brackets; empty if it is none.
     *
     * @param text in lower case
     */
    static Optional<String> normal(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return Ipv6Text.normal(text.substring(1, text.length() - 1));
        }
        return DNS_NAME.matcher(text).matches() || IPV4.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
