package io.headrace.ingest.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The alerts, as Prometheus reads them: a file that it does not understand alerts nobody. */
final class AlertRulesTest {
    private static final Path ALERTS = Path.of("../deploy/prometheus/headrace-alerts.yml");
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Test
    void everyRuleIsARuleOfPrometheuss() throws IOException {
        JsonNode file = YAML.readTree(ALERTS.toFile());
        assertThat(names(file)).containsExactly("groups");
        List<String> alerts = new ArrayList<>();
        for (JsonNode group : file.path("groups")) {
            assertThat(names(group)).containsExactly("name", "rules");
            for (JsonNode rule : group.path("rules")) {
                alerts.add(rule.path("alert").asText());
                assertRule(rule);
            }
        }
        assertThat(alerts).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    }

    private static void assertRule(JsonNode rule) {
        String alert = rule.path("alert").asText();
        assertThat(names(rule)).as(alert).containsExactly("alert", "expr", "for", "labels", "annotations");
        assertThat(alert).matches("Headrace[A-Za-z]+");
        assertThat(rule.path("expr").isTextual()).as(alert).isTrue();
        assertThat(rule.path("expr").asText()).as(alert).contains("headrace_");
        assertThat(rule.path("for").asText()).as(alert).matches("\\d+m");
        assertThat(names(rule.path("labels"))).as(alert).containsExactly("severity");
        assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("info", "warning", "critical");
        assertThat(names(rule.path("annotations"))).as(alert).containsExactly("summary", "description");
        for (JsonNode text : rule.path("annotations")) {
            assertThat(text.isTextual()).as(alert).isTrue();
            assertThat(text.asText()).as(alert).isNotBlank();
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
