package io.headrace.bench.run.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code RESULTS.md}: what people wrote around the table stays, the table between its two marks is replaced. */
public final class Page {
    private static final String BEGIN = "<!-- results -->\n";
    private static final String END = "<!-- end of results -->\n";

    private Page() {}

    public static void write(String table, Path file) throws IOException {
        String old = Files.exists(file) ? Files.readString(file) : "# Results\n\n" + BEGIN + END;
        Files.writeString(file, replaced(old, table));
    }

    /** @throws IllegalArgumentException if the marks are not there */
    static String replaced(String page, String table) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "RESULTS.md has lost its marks: the table goes between " + BEGIN.strip() + " and " + END.strip());
        }
        return page.substring(0, begin + BEGIN.length()) + table + page.substring(end);
    }
}
