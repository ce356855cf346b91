package io.headrace.e2e;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus would read of the three services: names of metrics, and the labels of each of their series. */
final class Scrape {
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_][a-z0-9_]*)(?:\\{([^}]*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final List<String> SERVICES = List.of("ingest-api", "processor", "notifier");

    private final Map<String, Set<Map<String, String>>> series = new TreeMap<>();

    private Scrape() {}

    static Scrape of(TestSystem system) {
        Scrape scrape = new Scrape();
        SERVICES.forEach(service -> scrape.read(text(system, service)));
        return scrape;
    }

    Set<String> names() {
        return series.keySet();
    }

    Set<Map<String, String>> series(String name) {
        return series.getOrDefault(name, Set.of());
    }

    private void read(String text) {
        Matcher lines = SERIES.matcher(text);
        while (lines.find()) {
            series.computeIfAbsent(lines.group(1), name -> new HashSet<>()).add(labels(lines.group(2)));
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher matcher = LABEL.matcher(text == null ? "" : text);
        while (matcher.find()) {
            labels.put(matcher.group(1), matcher.group(2));
        }
        return labels;
    }

    private static String text(TestSystem system, String service) {
        int port = system.local().process(service).port();
        return ApiClient.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics")))
                .text();
    }
}
