package io.headrace.ingest.http;

import java.util.List;

/** A message before its language is known: a key of the bundle and what goes into its gaps. */
public record Text(String key, List<String> arguments) {
    public Text {
        arguments = List.copyOf(arguments);
    }

    public static Text of(String key, Object... arguments) {
        return new Text(
                key, java.util.Arrays.stream(arguments).map(String::valueOf).toList());
    }
}
