package io.headrace.bench.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What a person may say.
 *
 * @param home the folder {@code bench/}
 * @param only the scenarios to run; all where it is empty
 * @param quick short and few, to see that it works
 * @param target a load for the generator alone; no system is started then
 */
record Settings(Path home, List<String> only, boolean quick, double memoryMinutes, String target) {
    private static final double MEMORY_MINUTES = 10;
    private static final double MEMORY_MINUTES_QUICK = 0.5;

    static Settings of(Properties properties) {
        boolean quick = !properties.getProperty("bench.quick", "false").equals("false");
        return new Settings(
                Path.of(properties.getProperty("bench.home", "bench"))
                        .toAbsolutePath()
                        .normalize(),
                words(properties.getProperty("bench.only", "")),
                quick,
                minutes(properties.getProperty("bench.memory.minutes", ""), quick),
                properties.getProperty("bench.target", "").strip());
    }

    /** A typing error must not pass for "nothing to do". */
    void check(List<String> scenarios) {
        for (String name : only) {
            if (!scenarios.contains(name)) {
                throw new IllegalArgumentException(
                        "bench.only names \"" + name + "\": there are " + String.join(", ", scenarios));
            }
        }
    }

    boolean wants(String scenario) {
        return only.isEmpty() || only.contains(scenario);
    }

    private static List<String> words(String text) {
        return List.of(text.split(",")).stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static double minutes(String text, boolean quick) {
        if (text.isBlank()) {
            return quick ? MEMORY_MINUTES_QUICK : MEMORY_MINUTES;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("bench.memory.minutes is \"" + text + "\": it must be a number");
        }
    }
}
