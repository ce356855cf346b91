package io.headrace.ingest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Every message in every language; a test compares the bundles. */
public final class Messages {
    private static final Map<Language, Properties> BUNDLES = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            BUNDLES.put(language, load("/messages_" + language.bundle() + ".properties"));
        }
    }

    private Messages() {}

    /** The text, its gaps {@code {0}}, {@code {1}} filled. */
    public static String in(Language language, Text text) {
        String message = BUNDLES.get(language).getProperty(text.key());
        if (message == null) {
            throw new IllegalArgumentException("no message " + text.key() + " in " + language);
        }
        for (int i = 0; i < text.arguments().size(); i++) {
            message = message.replace(
                    "{" + i + "}", argument(language, text.arguments().get(i)));
        }
        return message;
    }

    private static String argument(Language language, Object argument) {
        return argument instanceof Text text ? in(language, text) : argument.toString();
    }

    /** Whether there is such a message; both languages have the same keys. */
    public static boolean has(String key) {
        return BUNDLES.get(Language.EN).containsKey(key);
    }

    static Set<String> keys(Language language) {
        return BUNDLES.get(language).stringPropertyNames();
    }

    private static Properties load(String name) {
        try (InputStream in = Messages.class.getResourceAsStream(name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Properties bundle = new Properties();
            bundle.load(reader);
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
