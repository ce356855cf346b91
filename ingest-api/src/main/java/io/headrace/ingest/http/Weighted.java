package io.headrace.ingest.http;

import java.util.Locale;

/** One element of an {@code Accept} or {@code Accept-Language} header: a name and its weight (RFC 9110, 12.4.2). */
final class Weighted {
    private Weighted() {}

    static String name(String element) {
        return element.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    /** From 0 to 1; 1 where none is given, 0 where it cannot be read. */
    static double weight(String element) {
        for (String parameter : element.split(";")) {
            String text = parameter.trim().toLowerCase(Locale.ROOT);
            if (text.startsWith("q=")) {
                return parse(text.substring(2));
            }
        }
        return 1;
    }

    private static double parse(String text) {
        return text.matches("(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(text) : 0;
    }
}
