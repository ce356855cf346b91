package io.headrace.ingest.http;

import java.util.List;

/**
 * A message before its language is known.
 *
 * @param key the key of the bundle
 * @param arguments what goes into its gaps; a {@code Text} among them is said in the same language
 */
public record Text(String key, List<Object> arguments) {
    public Text {
        arguments = List.copyOf(arguments);
    }

    public static Text of(String key, Object... arguments) {
        return new Text(key, List.of(arguments));
    }
}
