package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner is told of what was asked in its name: counts, and the audit trail. */
class ReportTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PLENTY = "1000, 60000, 100000, 1000000";

    private final TestSystem system = TestSystem.shared();

    @Test
    void each_request_is_counted_by_its_key_and_day_and_by_what_came_of_it() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 3, 1000000");
        owner.post();
        owner.post(system.baseUrl(), "not JSON");
        owner.post();
        owner.post();
        owner.list();

        JsonNode day = awaitUsage(owner, 5).path(0);

        assertThat(day.path("key").asText()).isEqualTo(owner.keyId());
        assertThat(day.path("endpoint").asText()).isEqualTo("things");
        assertThat(day.path("day").asText())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(day.at("/errors/4xx").asInt()).isEqualTo(1);
        assertThat(day.at("/errors/429").asInt()).isEqualTo(1);
        assertThat(day.at("/errors/5xx").asInt()).isZero();
        assertThat(day.path("bytesIn").asInt()).isEqualTo(2 * LimitedOwner.THING.length() + "not JSON".length());
        assertThat(day.path("bytesOut").asInt()).isBetween(500, 3_000);
        assertThat(Instant.parse(day.path("lastUsedAt").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void usage_is_filtered_and_paged() {
        LimitedOwner owner = new LimitedOwner(system, PLENTY);
        owner.post();
        String second = owner.key("NULL").id();
        system.execute("INSERT INTO usage_counter SELECT '" + second
                + "', day - 1, owner_id, endpoint_id, 7, 0, 0, 0, 0, 0, now() FROM usage_counter WHERE key_id = '"
                + awaitUsage(owner, 1).path(0).path("key").asText() + "'");
        OwnerClient client = owner.login();
        String today = LocalDate.now(ZoneOffset.UTC).toString();

        assertThat(items(client, "/api/v1/usage")).hasSize(2);
        assertThat(items(client, "/api/v1/usage?key=" + second)).hasSize(1);
        assertThat(items(client, "/api/v1/usage?endpoint=things&from=" + today + "&to=" + today))
                .hasSize(1);
        assertThat(items(client, "/api/v1/usage?endpoint=nothing-here")).isEmpty();
        ApiClient.Answer page = client.get("/api/v1/usage?page=2&pageSize=1");
        assertThat(page.json().at("/data/items/0/requests").asInt()).isEqualTo(7);
        assertThat(page.json().at("/data/pagination/total").asInt()).isEqualTo(2);
    }

    @Test
    void the_trail_tells_who_asked_for_what_and_what_came_of_it() {
        LimitedOwner owner = new LimitedOwner(system, PLENTY);
        ApiClient.Answer created = owner.post();
        await("applied")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        system.count("SELECT count(*) FROM operation WHERE id = ?", system.uuid(created.operationId()))
                                == 1);
        owner.post(system.baseUrl(), "not JSON");
        owner.get("/api/v1/operations/" + created.operationId());
        owner.get("/api/v1/data/things/" + created.id());

        List<JsonNode> trail = awaitTrail(owner, "", 4);

        assertThat(trail).allSatisfy(entry -> {
            assertThat(entry.path("actor").asText()).isEqualTo(owner.keyId());
            assertThat(entry.path("id").asText()).matches("aud_[0-9a-z]{26}");
            assertThat(entry.path("requestId").asText()).startsWith("req_");
            assertThat(entry.path("remoteAddress").asText()).matches("127\\.0\\.0\\.1|0:0:0:0:0:0:0:1.*|::1.*");
        });
        JsonNode read = trail.get(0);
        assertThat(read.path("route").asText()).isEqualTo("/api/v1/data/{slug}/{id}");
        assertThat(read.path("recordId").asText()).isEqualTo(created.id());
        assertThat(trail.get(1).path("route").asText()).isEqualTo("/api/v1/operations/{operationId}");
        assertThat(trail.get(1).path("operationId").asText()).isEqualTo(created.operationId());
        assertThat(trail.get(2).path("status").asInt()).isEqualTo(400);
        assertThat(trail.get(2).path("code").asInt()).isEqualTo(40000);
        JsonNode write = trail.get(3);
        assertThat(write.path("method").asText()).isEqualTo("POST");
        assertThat(write.path("route").asText()).isEqualTo("/api/v1/data/{slug}");
        assertThat(write.path("endpoint").asText()).isEqualTo("things");
        assertThat(write.path("recordId").asText()).isEqualTo(created.id());
        assertThat(write.path("operationId").asText()).isEqualTo(created.operationId());
        assertThat(write.path("status").asInt()).isEqualTo(202);
        assertThat(write.path("code").asInt()).isZero();
        assertThat(awaitTrail(owner, "&status=4xx", 1))
                .extracting(entry -> entry.path("status").asInt())
                .contains(400);
        assertThat(items(owner.login(), "/api/v1/audit?to=2026-01-01&from=2025-12-01"))
                .isEmpty();
    }

    @Test
    void who_logs_in_and_who_tries_to_is_in_the_trail_of_the_account() {
        LimitedOwner owner = new LimitedOwner(system, PLENTY);
        OwnerClient client = owner.login();
        assertThatThrownBy(() -> OwnerClient.login(system.baseUrl(), owner.account(), "wrong"))
                .hasMessageContaining("40101");
        client.post("/api/v1/auth/logout", "");
        OwnerClient again = owner.login();

        await().atMost(SOON)
                .until(() -> items(again, "/api/v1/audit?key=" + owner.account()).stream()
                        .map(entry -> entry.path("route").asText() + " "
                                + entry.path("status").asText())
                        .toList()
                        .containsAll(List.of("/api/v1/auth/login 200", "/api/v1/auth/login 401")));
    }

    @Test
    void requests_for_test_records_are_counted_and_not_written_down() {
        long before = system.count("SELECT count(*) FROM audit_entry WHERE actor = ?", keyId(system.testKey()));
        system.test().get("/api/v1/data/orders");
        await().atMost(SOON)
                .until(() -> system.count(
                                "SELECT coalesce(sum(requests), 0) FROM usage_counter WHERE key_id = ?",
                                keyId(system.testKey()))
                        > 0);

        assertThat(system.count("SELECT count(*) FROM audit_entry WHERE actor = ?", keyId(system.testKey())))
                .isEqualTo(before)
                .isZero();
    }

    @Test
    void nobody_sees_what_another_owner_was_told() {
        LimitedOwner owner = new LimitedOwner(system, PLENTY);
        LimitedOwner other = new LimitedOwner(system, PLENTY);
        owner.post();
        awaitTrail(owner, "", 1);
        awaitUsage(owner, 1);

        for (String path : List.of("/api/v1/usage", "/api/v1/audit")) {
            OwnerClient stranger = other.login();
            String mine = path + "?key=" + owner.keyId();
            String nobodys = path + "?key=" + "x".repeat(owner.keyId().length());
            assertThat(items(stranger, mine)).isEmpty();
            assertThat(withoutId(stranger.get(mine))).isEqualTo(withoutId(stranger.get(nobodys)));
            assertThat(items(owner.login(), mine)).isNotEmpty();
            assertThat(new OwnerClient(system.baseUrl()).get(path).code()).isEqualTo(40101);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/usage?from=yesterday",
                "/api/v1/usage?from=2026-02-30",
                "/api/v1/usage?to=2026-01-01T00:00:00Z",
                "/api/v1/usage?to=99999-01-01",
                "/api/v1/usage?key=",
                "/api/v1/usage?key=%00",
                "/api/v1/usage?what=1",
                "/api/v1/audit?status=999",
                "/api/v1/audit?status=4x",
                "/api/v1/audit?from=2026-13-01T00:00:00Z",
                "/api/v1/audit?to=soon",
                "/api/v1/audit?page=101&pageSize=100",
                "/api/v1/audit?endpoint=a&endpoint=b",
            })
    void what_cannot_be_read_is_refused(String path) {
        ApiClient.Answer answer = system.asOwner().get(path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(40002);
        assertThat(answer.json().at("/details/0/field").asText()).isEqualTo(path.replaceAll(".*\\?([a-z]+)=.*", "$1"));
    }

    private List<JsonNode> awaitTrail(LimitedOwner owner, String filter, int entries) {
        OwnerClient client = owner.login();
        String path = "/api/v1/audit?key=" + owner.keyId() + filter;
        return await().atMost(SOON).until(() -> items(client, path), trail -> trail.size() == entries);
    }

    private JsonNode awaitUsage(LimitedOwner owner, int requests) {
        OwnerClient client = owner.login();
        return await().atMost(SOON)
                .until(
                        () -> client.get("/api/v1/usage").json().at("/data/items"),
                        items -> items.findValues("requests").stream()
                                        .mapToInt(JsonNode::asInt)
                                        .sum()
                                == requests);
    }

    private static List<JsonNode> items(OwnerClient client, String path) {
        ApiClient.Answer answer = client.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        answer.json().at("/data/items").forEach(items::add);
        return items;
    }

    private static String keyId(String key) {
        return key.substring("tm_test_".length()).split("_")[0];
    }

    private static String withoutId(ApiClient.Answer answer) {
        return answer.text().replaceAll("req_[0-9a-z]+", "");
    }
}
