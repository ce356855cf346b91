package io.headrace.ingest.admin;

import java.util.regex.Pattern;

/** What a plan may be called. */
final class PlanName {
    static final String PATTERN = "^[a-z0-9][a-z0-9-]{0,62}$";
    static final int MAX_LENGTH = 63;
    private static final Pattern FORM = Pattern.compile(PATTERN);

    private PlanName() {}

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
