package io.headrace.store.endpoint;

import java.util.regex.Pattern;

/** The form of an endpoint's name in paths; a text of another form is of no endpoint. */
public final class Slug {
    public static final String FORM = "[a-z0-9][a-z0-9-]{1,62}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private Slug() {}

    public static boolean isOne(String text) {
        return PATTERN.matcher(text).matches();
    }
}
