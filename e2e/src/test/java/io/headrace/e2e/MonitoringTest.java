package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dashboard, alerts and the list of metrics, beside what the running services export. */
class MonitoringTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final Path DASHBOARD = Path.of("../deploy/grafana/headrace.json");
    private static final Path ALERTS = Path.of("../deploy/prometheus/headrace-alerts.yml");
    private static final Path DOCUMENT = Path.of("../docs/operating.md");
    private static final Pattern METRIC = Pattern.compile("`(headrace_[a-z_]+)[`{]");
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

    /** What Prometheus adds to every series. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    private static final TestSystem SYSTEM = TestSystem.shared();
    private static Scrape scrape;

    /** Each hop has something to count. */
    @BeforeAll
    static void scrape() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            SYSTEM.live().post("{}");
            ApiClient.Answer accepted = SYSTEM.live().post(ORDER, "X-Webhook-Callback", receiver.url("/monitored"));
            SYSTEM.awaitDeliveryState(accepted.operationId(), "delivered");
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                scrape = Scrape.of(SYSTEM);
                return scrape.names().contains("headrace_commands_refused_total");
            });
        }
    }

    @Test
    void the_dashboard_asks_for_what_there_is() throws IOException {
        List<String> queries = new ArrayList<>();
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${DS_PROMETHEUS}");
                queries.add(target.path("expr").asText());
            }
        }
        assertThat(dashboard.at("/__inputs/0/name").asText()).isEqualTo("DS_PROMETHEUS");
        assertThat(queries).hasSizeGreaterThan(20).allSatisfy(MonitoringTest::assertAnswers);
    }

    @Test
    void the_alerts_ask_for_what_there_is() throws IOException {
        List<String> queries = Files.readString(ALERTS)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("expr: "))
                .map(line -> line.substring("expr: ".length()))
                .toList();

        assertThat(queries).hasSizeGreaterThan(5).allSatisfy(MonitoringTest::assertAnswers);
    }

    @Test
    void every_metric_of_ours_is_documented_and_every_documented_one_is_there() throws IOException {
        Set<String> documented = new TreeSet<>();
        String text = Files.readString(DOCUMENT);
        String section = text.substring(text.indexOf("## Metrics"), text.indexOf("## When a webhook does not arrive"));
        METRIC.matcher(section).results().forEach(found -> documented.add(found.group(1)));

        Set<String> exported = scrape.names().stream()
                .filter(name -> name.startsWith("headrace_"))
                .map(name -> PART.matcher(name).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(exported).isEqualTo(documented);
    }

    /** Its metrics are exported, with the labels that it picks and groups by, and the values that it picks. */
    private static void assertAnswers(String query) {
        PromQuery asked = PromQuery.of(query);
        assertThat(asked.metrics()).as(query).isNotEmpty();
        asked.metrics().forEach((metric, picked) -> {
            Set<Map<String, String>> all = scrape.series(metric);
            assertThat(all).as(query + ": " + metric).isNotEmpty();
            assertThat(all).as(query).anyMatch(labels -> labels.entrySet().containsAll(picked.entrySet()));
            Set<String> grouped = new TreeSet<>(asked.groupedBy());
            grouped.removeAll(ADDED);
            assertThat(all).as(query).allMatch(labels -> labels.keySet().containsAll(grouped));
        });
    }
}
