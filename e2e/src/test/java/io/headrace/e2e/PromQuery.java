package io.headrace.e2e;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus's asks for; as much of its language as our own queries use.
 *
 * @param metrics the labels that each metric is picked by, and their values
 * @param groupedBy the labels that the result is grouped by
 */
record PromQuery(Map<String, Map<String, String>> metrics, Set<String> groupedBy) {
    private static final Pattern GROUPING = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-z_]+[a-z0-9_]*)\\b(?:\\{([^}]*)})?(?!\\s*\\()");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*=\\s*\"([^\"]*)\"");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "sum", "max");

    static PromQuery of(String text) {
        Set<String> groupedBy = new HashSet<>();
        Matcher groupings = GROUPING.matcher(text);
        while (groupings.find()) {
            for (String label : groupings.group(1).split(",")) {
                groupedBy.add(label.strip());
            }
        }
        String rest = RANGE.matcher(GROUPING.matcher(text).replaceAll("")).replaceAll("");
        Map<String, Map<String, String>> metrics = new HashMap<>();
        Matcher selectors = SELECTOR.matcher(rest);
        while (selectors.find()) {
            if (!WORDS.contains(selectors.group(1))) {
                metrics.put(selectors.group(1), labels(selectors.group(2)));
            }
        }
        return new PromQuery(metrics, groupedBy);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher matcher = LABEL.matcher(text == null ? "" : text);
        while (matcher.find()) {
            labels.put(matcher.group(1), matcher.group(2));
        }
        return labels;
    }
}
