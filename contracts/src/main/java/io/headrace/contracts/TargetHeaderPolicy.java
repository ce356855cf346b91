package io.headrace.contracts;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which header a webhook may carry for its target: none that HTTP, a proxy or our own signature depends on. */
public final class TargetHeaderPolicy {
    public static final int MAX_VALUE = 4_096;
    private static final int MAX_NAME = 256;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t -~]+");
    private static final Set<String> FORBIDDEN = Set.of(
            "host",
            "transfer-encoding",
            "te",
            "trailer",
            "connection",
            "keep-alive",
            "upgrade",
            "expect",
            "forwarded",
            "via",
            "cookie",
            "date",
            "user-agent");
    private static final Set<String> FORBIDDEN_PREFIXES = Set.of("content-", "proxy-", "x-forwarded-", "webhook-");

    private TargetHeaderPolicy() {}

    public static boolean allowsName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return name.length() <= MAX_NAME
                && TOKEN.matcher(name).matches()
                && !FORBIDDEN.contains(lower)
                && FORBIDDEN_PREFIXES.stream().noneMatch(lower::startsWith);
    }

    public static boolean allowsValue(String value) {
        return value.length() <= MAX_VALUE && VALUE.matcher(value).matches();
    }
}
