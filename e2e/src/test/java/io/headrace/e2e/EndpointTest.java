package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Environment;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner does with its endpoints. */
class EndpointTest {
    private static final String ENDPOINTS = "/api/v1/endpoints";
    private static final String ANY = "{\"type\":\"object\"}";
    private static final String NUMBER = "{\"properties\":{\"n\":{\"type\":\"number\"}}}";
    /** Five seconds by our word ({@link KeyManagementTest}), and what a busy machine takes. */
    private static final Duration EVERYWHERE_WITHIN = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();

    @Test
    void a_new_endpoint_is_there_with_a_secret_that_is_shown_once() {
        String slug = slug();

        ApiClient.Answer created = create(slug, ANY);

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(ENDPOINTS + "/" + slug);
        String secret = created.json().at("/data/signingSecret").asText();
        assertThat(secret).matches("whsec_[A-Za-z0-9+/=]{32,}");
        ApiClient.Answer read = owner.get(ENDPOINTS + "/" + slug);
        assertThat(read.json().at("/data/name").asText()).isEqualTo("Things");
        assertThat(read.json().at("/data/active").asBoolean()).isTrue();
        assertThat(read.json().at("/data/schemaVersion").asInt()).isEqualTo(1);
        assertThat(read.json().at("/data/schema").toString()).isEqualTo(ANY);
        assertThat(read.text()).doesNotContain("signingSecret");
        assertThat(owner.get(ENDPOINTS + "?pageSize=100").text())
                .contains('"' + slug + '"')
                .doesNotContain(secret);
        assertThat(system.query("SELECT signing_secret AS s FROM endpoint WHERE slug = ?", slug)
                        .get(0)
                        .get("s")
                        .toString())
                .doesNotContain(secret);
    }

    @Test
    void a_slug_is_taken_once_per_owner() {
        String slug = slug();
        create(slug, ANY);

        ApiClient.Answer again = create(slug, ANY);
        ApiClient.Answer others = create(Strangers.login(system, "standard"), slug, ANY);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo(40901);
        assertThat(others.status()).isEqualTo(201);
    }

    @Test
    void a_plan_bounds_how_many_endpoints_there_are_also_for_those_who_hurry() {
        OwnerClient stranger = Strangers.login(system, "free");

        List<Integer> statuses = java.util.stream.IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> create(stranger, slug(), ANY).status())
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(201, 201, 201, 403, 403, 403, 403, 403);
        ApiClient.Answer refused = create(stranger, slug(), ANY);
        assertThat(refused.code()).isEqualTo(40304);
        assertThat(refused.json().at("/message").asText()).contains("3");
    }

    @Test
    void an_expired_plan_allows_no_more() {
        OwnerClient stranger = Strangers.login(system, "standard");
        String account = stranger.get("/api/v1/me").json().at("/data/account").asText();
        system.execute("UPDATE owner SET plan_expires_at = headrace_now() WHERE account = '" + account + "'");

        assertThat(create(stranger, slug(), ANY).code()).isEqualTo(40303);
    }

    @Test
    void everything_that_is_wrong_is_listed_with_its_place() {
        ApiClient.Answer answer = owner.post(
                ENDPOINTS,
                "{\"slug\":\"No\",\"schema\":{\"properties\":{\"a\":{\"pattern\":\"(\",\"$ref\":\"http://x\"}}},"
                        + "\"active\":\"yes\",\"color\":1}",
                "Accept-Language",
                "zh-CN");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().at("/details").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "name", "slug", "schema#/properties/a/$ref", "schema#/properties/a/pattern", "active", "color");
        assertThat(answer.json().at("/details").findValuesAsText("error"))
                .allMatch(text -> text.matches("(?s).*\\p{IsHan}.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"slug\":null,\"name\":null,\"schema\":null}",
                "{\"slug\":\"-a\",\"name\":\"x\",\"schema\":{}}",
                "{\"slug\":\"a\",\"name\":\"x\",\"schema\":{}}",
                "{\"slug\":\"ab\",\"name\":\"\",\"schema\":{}}",
                "{\"slug\":\"ab\",\"name\":\"x\",\"schema\":true}",
                "{\"slug\":\"ab\",\"name\":\"x\",\"schema\":{\"$ref\":\"#\"}}",
                "{\"slug\":\"ab\",\"name\":\"x\",\"schema\":{},\"active\":null}",
            })
    void a_wish_that_cannot_be_is_refused(String body) {
        assertThat(owner.post(ENDPOINTS, body).code()).isEqualTo(40001);
    }

    @Test
    void a_change_changes_what_it_names_and_reaches_every_instance() {
        String slug = slug();
        create(slug, ANY);
        String key = TestKeys.of(system, slug, Environment.LIVE);
        ApiClient writer = new ApiClient(system.baseUrl(), key);
        ApiClient elsewhere = new ApiClient(system.secondBaseUrl(), key);
        assertThat(post(writer, slug, "{\"n\":\"x\"}").status()).isEqualTo(202);
        assertThat(post(elsewhere, slug, "{\"n\":\"x\"}").status()).isEqualTo(202);

        ApiClient.Answer changed = owner.patch(ENDPOINTS + "/" + slug, "{\"schema\":" + NUMBER + "}");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().at("/data/schemaVersion").asInt()).isEqualTo(2);
        assertThat(changed.json().at("/data/name").asText()).isEqualTo("Things");
        for (ApiClient client : List.of(writer, elsewhere)) {
            await().atMost(EVERYWHERE_WITHIN)
                    .until(() -> post(client, slug, "{\"n\":\"x\"}").code() == 40001);
        }
        owner.patch(ENDPOINTS + "/" + slug, "{\"active\":false}");
        await().atMost(EVERYWHERE_WITHIN)
                .until(() -> post(writer, slug, "{\"n\":1}").code() == 40302);
        assertThat(owner.get(ENDPOINTS + "/" + slug)
                        .json()
                        .at("/data/schemaVersion")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void every_schema_is_kept_newest_first_and_the_same_one_is_no_new_one() {
        String slug = slug();
        create(slug, ANY);
        owner.patch(ENDPOINTS + "/" + slug, "{\"schema\":" + NUMBER + "}");
        owner.patch(ENDPOINTS + "/" + slug, "{\"schema\":" + NUMBER + ",\"name\":\"Other\"}");

        JsonNode data = owner.get(ENDPOINTS + "/" + slug + "/schemas").json().at("/data");

        assertThat(data.at("/items").findValuesAsText("version")).containsExactly("2", "1");
        assertThat(data.at("/items/0/schema").toString()).isEqualTo(NUMBER);
        assertThat(data.at("/items/1/schema").toString()).isEqualTo(ANY);
        assertThat(data.at("/pagination/total").asInt()).isEqualTo(2);
        assertThat(owner.get(ENDPOINTS + "/orders/schemas")
                        .json()
                        .at("/data/items/0/version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_preview_counts_the_records_that_would_not_pass_and_changes_nothing() {
        String slug = slug();
        create(slug, ANY);
        ApiClient live = client(slug);
        ApiClient test = client(slug, Environment.TEST);
        for (int i = 0; i < 120; i++) {
            post(live, slug, i % 2 == 0 ? "{\"n\":" + i + "}" : "{\"n\":\"x\"}");
        }
        awaitApplied(live, slug, post(live, slug, "{\"n\":1e131000}"));
        awaitApplied(test, slug, post(test, slug, "{\"n\":1}"));
        deletedRecord(live, slug);
        await().atMost(PATIENCE)
                .until(() -> system.count(
                                "SELECT count(*) FROM record r JOIN endpoint e ON e.id = r.endpoint_id"
                                        + " WHERE e.slug = ? AND r.deleted_at IS NULL",
                                slug)
                        == 122);

        ApiClient.Answer preview = owner.post(
                ENDPOINTS + "/" + slug + "/schema-preview", "{\"schema\":" + NUMBER + "}", "Accept-Language", "zh-CN");

        JsonNode data = preview.json().at("/data");
        assertThat(data.at("/complete").asBoolean()).as(preview.text()).isTrue();
        assertThat(data.at("/live/checked").asInt()).isEqualTo(121);
        assertThat(data.at("/live/notPassing").asInt()).isEqualTo(60);
        assertThat(data.at("/live/examples")).hasSize(10);
        assertThat(data.at("/live/examples/0/details/0/field").asText()).isEqualTo("n");
        assertThat(data.at("/live/examples/0/details/0/error").asText()).isEqualTo("类型必须是数字");
        String example = data.at("/live/examples/0/id").asText();
        assertThat(live.get("/api/v1/data/" + slug + "/" + example)
                        .fields()
                        .at("/n")
                        .asText())
                .isEqualTo("x");
        assertThat(data.at("/test/checked").asInt()).isEqualTo(1);
        assertThat(data.at("/test/notPassing").asInt()).isZero();
        assertThat(owner.get(ENDPOINTS + "/" + slug)
                        .json()
                        .at("/data/schemaVersion")
                        .asInt())
                .isEqualTo(1);
        assertThat(owner.patch(ENDPOINTS + "/" + slug, "{\"schema\":" + NUMBER + "}")
                        .json()
                        .at("/data/notPassing/live/notPassing")
                        .asInt())
                .isEqualTo(60);
    }

    @Test
    void a_deletion_must_be_confirmed_by_name() {
        String slug = slug();
        create(slug, ANY);

        for (String query : List.of("", "?confirm=", "?confirm=other", "?confirm=" + slug + "&confirm=" + slug)) {
            ApiClient.Answer refused = owner.delete(ENDPOINTS + "/" + slug + query);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo(40002);
            assertThat(refused.json().at("/details/0/error").asText()).contains(slug);
        }
        assertThat(owner.delete(ENDPOINTS + "/" + slug + "?confirm=" + slug + "&really=1")
                        .code())
                .isEqualTo(40002);
        assertThat(owner.get(ENDPOINTS + "/" + slug).status()).isEqualTo(200);
    }

    @Test
    void a_deleted_endpoint_takes_its_keys_and_records_with_it_and_its_successor_starts_empty() {
        String slug = slug();
        create(slug, ANY);
        ApiClient live = client(slug);
        ApiClient test = client(slug, Environment.TEST);
        String kept = awaitApplied(live, slug, post(live, slug, "{\"n\":1}"));
        awaitApplied(test, slug, post(test, slug, "{\"n\":2}"));
        deletedRecord(live, slug);
        UUID id = endpoint(slug);
        assertThat(records(id)).isEqualTo(3);

        ApiClient.Answer deleted = owner.delete(ENDPOINTS + "/" + slug + "?confirm=" + slug);

        assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
        assertThat(owner.get(ENDPOINTS + "/" + slug).code()).isEqualTo(40401);
        assertThat(system.count("SELECT count(*) FROM api_key WHERE endpoint_id = ?", id))
                .isZero();
        assertThat(system.count("SELECT count(*) FROM endpoint_schema WHERE endpoint_id = ?", id))
                .isZero();
        await().atMost(EVERYWHERE_WITHIN)
                .until(() -> live.get("/api/v1/data/" + slug).code() == 40101);
        await().atMost(PATIENCE).until(() -> records(id) == 0);
        create(slug, ANY);
        ApiClient successor = client(slug);
        assertThat(successor
                        .get("/api/v1/data/" + slug)
                        .json()
                        .at("/data/pagination/total")
                        .asInt())
                .isZero();
        assertThat(successor.get("/api/v1/data/" + slug + "/" + kept).code()).isEqualTo(40401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "PATCH, ''",
        "DELETE, '?confirm={slug}'",
        "GET, /schemas",
        "POST, /schema-preview",
        "GET, /openapi.json",
    })
    void what_is_not_yours_looks_like_what_is_not_there(String method, String rest) {
        String slug = slug();
        create(slug, ANY);
        OwnerClient stranger = Strangers.login(system, "standard");
        String body = method.equals("POST") ? "{\"schema\":{}}" : "{}";

        ApiClient.Answer foreign = send(stranger, method, ENDPOINTS + "/" + slug + rest.replace("{slug}", slug), body);
        ApiClient.Answer missing =
                send(stranger, method, ENDPOINTS + "/none-" + slug + rest.replace("{slug}", "none-" + slug), body);

        assertThat(foreign.status()).as(foreign.text()).isEqualTo(404);
        assertThat(foreign.code()).isEqualTo(40401);
        assertThat(withoutIds(foreign)).isEqualTo(withoutIds(missing));
        assertThat(send(stranger, method, ENDPOINTS + "/A%00" + rest.replace("{slug}", "A"), body)
                        .code())
                .isEqualTo(40401);
        assertThat(owner.get(ENDPOINTS + "/" + slug).status()).isEqualTo(200);
        assertThat(stranger.get(ENDPOINTS).json().at("/data/items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "POST, ''",
        "GET, /orders",
        "PATCH, /orders",
        "DELETE, /orders",
        "GET, /orders/schemas",
        "POST, /orders/schema-preview",
        "GET, /orders/openapi.json"
    })
    void nobody_who_is_not_logged_in_learns_anything(String method, String path) {
        assertThat(send(new OwnerClient(system.baseUrl()), method, ENDPOINTS + path, "{}")
                        .code())
                .isEqualTo(40101);
    }

    private static ApiClient.Answer send(OwnerClient client, String method, String path, String body) {
        return switch (method) {
            case "GET" -> client.get(path);
            case "DELETE" -> client.delete(path);
            default -> client.send(method, path, body);
        };
    }

    private static String withoutIds(ApiClient.Answer answer) {
        return answer.text().replaceAll("req_[0-9a-z]+", "");
    }

    private ApiClient.Answer create(String slug, String schema) {
        return create(owner, slug, schema);
    }

    private static ApiClient.Answer create(OwnerClient client, String slug, String schema) {
        return client.post(ENDPOINTS, "{\"slug\":\"" + slug + "\",\"name\":\"Things\",\"schema\":" + schema + "}");
    }

    private static String slug() {
        return "t-" + UUID.randomUUID();
    }

    private UUID endpoint(String slug) {
        return (UUID) system.query("SELECT id FROM endpoint WHERE slug = ?", slug)
                .get(0)
                .get("id");
    }

    private long records(UUID endpointId) {
        return system.count("SELECT count(*) FROM record WHERE endpoint_id = ?", endpointId);
    }

    /** The id of the record. */
    private String awaitApplied(ApiClient client, String slug, ApiClient.Answer accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(system.awaitOperation(client, accepted.operationId())
                        .json()
                        .at("/data/state")
                        .asText())
                .isEqualTo("applied");
        return accepted.id();
    }

    /** One that was written and deleted again: its tombstone stays. */
    private String deletedRecord(ApiClient client, String slug) {
        String id = awaitApplied(client, slug, post(client, slug, "{\"n\":\"x\"}"));
        awaitApplied(
                client,
                slug,
                ApiClient.send(client.request("/api/v1/data/" + slug + "/" + id).DELETE()));
        return id;
    }

    private static ApiClient.Answer post(ApiClient client, String slug, String body) {
        return ApiClient.send(client.request("/api/v1/data/" + slug)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private ApiClient client(String slug) {
        return client(slug, Environment.LIVE);
    }

    /** With a key of this endpoint, as its owner would have made it. */
    private ApiClient client(String slug, Environment environment) {
        return new ApiClient(system.baseUrl(), TestKeys.of(system, slug, environment));
    }
}
