package io.headrace.ingest.http;

import java.util.List;
import java.util.Optional;

/** The path of a route with its parameters' names in place of their values: {@code /api/v1/data/{slug}/{id}}. */
public record RouteTemplate(String text) {
    /** The route that this path leads to; empty if it leads nowhere. */
    public static Optional<RouteTemplate> of(String path) {
        return AllowedMethods.templateOf(path).map(RouteTemplate::new);
    }

    /** What stands in the path in this parameter's place. */
    public Optional<String> value(String path, String parameter) {
        int place = List.of(text.split("/")).indexOf("{" + parameter + "}");
        String[] segments = path.split("/");
        return place < 0 || place >= segments.length ? Optional.empty() : Optional.of(segments[place]);
    }
}
