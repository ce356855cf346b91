package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.backends.FreePorts;
import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Ids;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an owner makes, changes, rotates and revokes keys. */
class KeyManagementTest {
    private static final String KEYS = "/api/v1/endpoints/orders/keys";
    private static final String RECORDS = "/api/v1/data/orders";
    /** What a change may take to reach every instance. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    /** With what a busy machine takes. */
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();

    @Test
    void a_new_key_is_shown_once_and_works_at_once() {
        ApiClient.Answer made = owner.post(
                KEYS, "{\"name\":\"till 7\",\"environment\":\"test\",\"scope\":\"read-write\",\"expiresAt\":null}");
        JsonNode key = made.json().path("data");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(path(key));
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(key.path("key").asText())
                .startsWith("tm_test_" + key.path("id").asText() + "_"
                        + key.path("secret").asText());
        assertThat(key.path("name").asText()).isEqualTo("till 7");
        assertThat(key.path("environment").asText()).isEqualTo("test");
        assertThat(key.path("scope").asText()).isEqualTo("read-write");
        assertThat(key.path("active").asBoolean()).isTrue();
        assertThat(key.path("createdAt").asText()).endsWith("Z");
        for (String none : List.of("expiresAt", "lastUsedAt", "revokedAt", "previousSecretValidUntil")) {
            assertThat(key.has(none)).as(none).isTrue();
            assertThat(key.path(none).isNull()).as(none).isTrue();
        }
        assertThat(client(key).get(RECORDS).status()).isEqualTo(200);

        JsonNode read = owner.get(path(key)).json().path("data");
        assertThat(read.has("key") || read.has("secret")).isFalse();
        assertThat(read.path("id")).isEqualTo(key.path("id"));
    }

    @Test
    void a_secret_is_nowhere_but_in_that_answer() {
        JsonNode key = key("test", "read");
        client(key).get(RECORDS);

        assertThat(system.filesContaining(key.path("secret").asText())).isEmpty();
    }

    @Test
    void a_key_says_when_and_how_often_it_was_used() {
        JsonNode key = key("live", "read");
        assertThat(client(key).get(RECORDS).status()).isEqualTo(200);
        assertThat(client(key).post("{}").code()).isEqualTo(40301);

        JsonNode used = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> owner.get(path(key)).json().path("data"),
                        now -> now.path("requests").asInt() == 2);
        assertThat(used.path("errors").asInt()).isOne();
        assertThat(Instant.parse(used.path("lastUsedAt").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void keys_are_listed_newest_first_and_page_by_page() {
        JsonNode older = key("test", "read");
        JsonNode newer = key("test", "read");

        JsonNode first = owner.get(KEYS + "?pageSize=1").json().path("data");
        JsonNode second = owner.get(KEYS + "?pageSize=1&page=2").json().path("data");

        assertThat(first.at("/items/0/id")).isEqualTo(newer.path("id"));
        assertThat(second.at("/items/0/id")).isEqualTo(older.path("id"));
        assertThat(first.at("/pagination/total").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(first.at("/pagination/totalPages")).isEqualTo(first.at("/pagination/total"));
        assertThat(first.at("/items/0").has("secret")).isFalse();
        assertThat(owner.get(KEYS + "?scope=read").code()).isEqualTo(40002);
        assertThat(owner.get(KEYS + "?pageSize=101").code()).isEqualTo(40002);
    }

    @Test
    void a_change_is_what_the_body_names_and_nothing_else() {
        JsonNode key = key("live", "read");
        String path = path(key);
        Instant expiry = Instant.now().plus(Duration.ofDays(1)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);

        JsonNode renamed = owner.patch(path, "{\"name\":\"账房\"}").json().path("data");
        assertThat(renamed.path("name").asText()).isEqualTo("账房");
        assertThat(renamed.path("scope").asText()).isEqualTo("read");

        JsonNode ending = owner.patch(path, "{\"expiresAt\":\"" + expiry + "\",\"scope\":\"admin\"}")
                .json()
                .path("data");
        assertThat(Instant.parse(ending.path("expiresAt").asText())).isEqualTo(expiry);
        assertThat(ending.path("scope").asText()).isEqualTo("admin");
        assertThat(ending.path("name").asText()).isEqualTo("账房");

        JsonNode endless = owner.patch(path, "{\"expiresAt\":null}").json().path("data");
        assertThat(endless.path("expiresAt").isNull()).isTrue();
        assertThat(owner.patch(path, "{}").json().path("data")).isEqualTo(endless);
        assertThat(owner.get(path).json().path("data")).isEqualTo(endless);
    }

    @Test
    void a_deactivated_key_sleeps_on_every_instance_and_wakes_again() {
        JsonNode key = key("live", "read-write");
        ApiClient here = client(key);
        ApiClient there = new ApiClient(system.secondBaseUrl(), key.path("key").asText());
        assertThat(here.get(RECORDS).status()).isEqualTo(200);
        assertThat(there.get(RECORDS).status()).isEqualTo(200);

        owner.patch(path(key), "{\"active\":false}");
        awaitCode(here, 40103);
        awaitCode(there, 40103);

        owner.patch(path(key), "{\"active\":true}");
        awaitCode(here, 0);
        awaitCode(there, 0);
    }

    @Test
    void a_revoked_key_opens_nothing_on_any_instance_within_five_seconds() {
        Rounds.assertOneWithin(PROMISED, this::revokeAndWait);
    }

    private void revokeAndWait() {
        JsonNode key = key("live", "read-write");
        ApiClient here = client(key);
        ApiClient there = new ApiClient(system.secondBaseUrl(), key.path("key").asText());
        assertThat(here.get(RECORDS).status()).isEqualTo(200);
        assertThat(there.get(RECORDS).status()).isEqualTo(200);

        ApiClient.Answer revoked = owner.post(path(key) + "/revoke", "");
        awaitCode(here, 40103);
        awaitCode(there, 40103);

        assertThat(revoked.json().at("/data/revokedAt").asText()).endsWith("Z");
        assertThat(revoked.json().at("/data/active").asBoolean(true)).isFalse();
        assertThat(here.get(RECORDS).status()).isEqualTo(401);
        assertThat(here.get(RECORDS).header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void nothing_brings_a_revoked_key_back() {
        JsonNode key = key("live", "read-write");
        ApiClient.Answer first = owner.delete(path(key));
        ApiClient.Answer again = owner.post(path(key) + "/revoke", "{}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("data")).isEqualTo(first.json().path("data"));
        assertThat(owner.patch(path(key), "{\"active\":true}").code()).isEqualTo(42201);
        assertThat(owner.post(path(key) + "/rotate", "{}").code()).isEqualTo(42201);
        assertThat(owner.get(path(key)).json().path("data"))
                .isEqualTo(first.json().path("data"));
        assertThat(owner.get(KEYS + "?pageSize=100").text())
                .contains(key.path("id").asText());
    }

    @Test
    void after_a_rotation_both_secrets_work_until_the_grace_is_over() {
        JsonNode old = key("live", "read-write");
        ApiClient before = client(old);
        ApiClient beforeThere =
                new ApiClient(system.secondBaseUrl(), old.path("key").asText());
        assertThat(before.get(RECORDS).status()).isEqualTo(200);
        assertThat(beforeThere.get(RECORDS).status()).isEqualTo(200);

        ApiClient.Answer answer = owner.post(path(old) + "/rotate", "");
        JsonNode rotated = answer.json().path("data");
        ApiClient after = client(rotated);
        ApiClient afterThere =
                new ApiClient(system.secondBaseUrl(), rotated.path("key").asText());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(rotated.path("id")).isEqualTo(old.path("id"));
        assertThat(rotated.path("secret")).isNotEqualTo(old.path("secret"));
        assertThat(Instant.parse(rotated.path("previousSecretValidUntil").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(24)).minusSeconds(60),
                        Instant.now().plus(Duration.ofHours(24)));
        assertThat(after.get(RECORDS).status()).as("at once, here").isEqualTo(200);
        assertThat(afterThere.get(RECORDS).status()).as("at once, there").isEqualTo(200);
        assertThat(before.get(RECORDS).status()).isEqualTo(200);

        system.execute("UPDATE api_key SET previous_valid_until = now() WHERE id = '"
                + old.path("id").asText() + "'");
        awaitCode(before, 40101);
        awaitCode(beforeThere, 40101);
        assertThat(after.get(RECORDS).status()).isEqualTo(200);
    }

    @Test
    void without_a_grace_the_old_secret_is_over_and_a_second_rotation_ends_the_first_one_s() {
        JsonNode first = key("live", "read");
        JsonNode second = rotated(first, "P7D");
        JsonNode third = rotated(first, "PT1H");

        assertThat(client(third).get(RECORDS).status()).isEqualTo(200);
        assertThat(client(second).get(RECORDS).status()).isEqualTo(200);
        awaitCode(client(first), 40101);

        JsonNode fourth = rotated(first, "PT0S");
        assertThat(client(fourth).get(RECORDS).status()).isEqualTo(200);
        awaitCode(client(third), 40101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"PT-1S\"", "\"P7DT1S\"", "\"one day\"", "null", "24", "\"PT999999999999999999H\""})
    void a_grace_is_at_most_seven_days(String grace) {
        ApiClient.Answer answer = owner.post(path(key("test", "read")) + "/rotate", "{\"grace\":" + grace + "}");

        assertThat(answer.code()).as(answer.text()).isEqualTo(40001);
        assertThat(answer.json().at("/details").findValuesAsText("field")).contains("grace");
    }

    @Test
    void everything_that_is_wrong_with_a_new_key_is_listed() {
        ApiClient.Answer answer = owner.post(
                KEYS,
                "{\"name\":\"\",\"environment\":\"prod\",\"scope\":7,\"expiresAt\":\"2020-01-01T00:00:00Z\",\"secret\":\"x\"}");

        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().at("/details").findValuesAsText("field"))
                .containsExactlyInAnyOrder("name", "environment", "scope", "expiresAt", "secret");
        assertThat(owner.post(KEYS, "{}").json().at("/details").findValuesAsText("field"))
                .containsExactlyInAnyOrder("name", "environment", "scope");
        assertThat(owner.post(KEYS, "{\"name\":null,\"environment\":\"test\",\"scope\":\"read\"}")
                        .code())
                .isEqualTo(40001);
        assertThat(owner.post(KEYS, draft("test", "read", "\"+999999999-01-01T00:00:00Z\""))
                        .code())
                .isEqualTo(40001);
    }

    @Test
    void an_endpoint_has_a_hundred_keys_at_most_that_are_not_revoked() {
        String slug = newEndpoint();
        String keys = "/api/v1/endpoints/" + slug + "/keys";
        system.execute("""
                INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active, created_at)
                SELECT substr(md5(e.id::text || n), 1, 8), owner_id, id, 'test', 'read', 'key ' || n, '\\x00', true, now()
                FROM endpoint e, generate_series(1, 99) n WHERE slug = '%s'""".formatted(slug));
        String draft = draft("test", "read", "null");
        String last = owner.post(keys, draft).header("Location");

        ApiClient.Answer tooMany = owner.post(keys, draft);
        assertThat(tooMany.code()).as(tooMany.text()).isEqualTo(42201);
        assertThat(tooMany.json().path("message").asText()).contains("100");

        assertThat(owner.delete(last).status()).isEqualTo(200);
        assertThat(owner.post(keys, draft).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,''",
        "GET,/12345678",
        "PATCH,/12345678",
        "DELETE,/12345678",
        "POST,/12345678/rotate",
        "POST,/12345678/revoke"
    })
    void what_is_not_there_and_what_is_another_s_look_the_same(String method, String rest) {
        JsonNode foreign = key("live", "read-write");
        OwnerClient stranger = system.asAdmin();
        String body = method.equals("GET") || method.equals("DELETE") ? "" : "{}";

        ApiClient.Answer notYours = stranger.send(
                method, KEYS + rest.replace("12345678", foreign.path("id").asText()), body);
        ApiClient.Answer notThere = stranger.send(method, "/api/v1/endpoints/nothing-here/keys" + rest, body);

        assertThat(notYours.status()).isEqualTo(404);
        assertThat(notYours.code()).isEqualTo(40401);
        assertThat(withoutId(notYours)).isEqualTo(withoutId(notThere));
        assertThat(client(foreign).get(RECORDS).status()).isEqualTo(200);
    }

    @Test
    void ids_and_slugs_of_another_form_are_not_there() {
        for (String path : List.of(
                KEYS + "/short",
                KEYS + "/%00%00%00%00%00%00%00%00",
                "/api/v1/endpoints/Or%00ders/keys",
                KEYS + "/zzzzzzzz")) {
            assertThat(owner.get(path).code()).as(path).isEqualTo(40401);
        }
    }

    @Test
    void a_key_of_one_endpoint_is_not_among_those_of_another() {
        JsonNode key = key("live", "read");
        String other = "/api/v1/endpoints/" + newEndpoint() + "/keys";

        assertThat(owner.get(other).json().at("/data/pagination/total").asInt()).isZero();
        assertThat(owner.get(other + "/" + key.path("id").asText()).code()).isEqualTo(40401);
        assertThat(owner.delete(other + "/" + key.path("id").asText()).code()).isEqualTo(40401);
        assertThat(client(key).get(RECORDS).status()).isEqualTo(200);
    }

    @Test
    void who_is_nobody_is_told_so() {
        OwnerClient nobody = new OwnerClient(system.baseUrl());

        assertThat(nobody.get(KEYS).code()).isEqualTo(40101);
        assertThat(nobody.post(KEYS, draft("test", "read", "null")).code()).isEqualTo(40101);
    }

    @Test
    void a_key_works_in_two_headers() {
        JsonNode key = key("live", "read");
        String id = key.path("id").asText();
        String secret = key.path("secret").asText();

        assertThat(records("api-key", id, "api-secret", secret).status()).isEqualTo(200);
        assertThat(records("api-key", id).code()).isEqualTo(40101);
        assertThat(records("api-secret", secret).code()).isEqualTo(40101);
        String another = (secret.startsWith("x") ? "y" : "x") + secret.substring(1);
        assertThat(records("api-key", id, "api-secret", another).code()).isEqualTo(40101);
        assertThat(records("api-key", id, "api-secret", secret, "Authorization", bearer(key))
                        .status())
                .isEqualTo(200);
        ApiClient.Answer conflict =
                records("api-key", id, "api-secret", secret, "Authorization", "Bearer " + system.liveKey());
        assertThat(conflict.code()).isEqualTo(40101);
        assertThat(conflict.json().path("message").asText()).contains("two credentials");
    }

    @Test
    void a_url_opens_nothing() {
        JsonNode key = key("live", "admin");
        String query = "?api-key=" + key.path("id").asText() + "&api-secret="
                + key.path("secret").asText();

        assertThat(system.withoutKey(RECORDS + query).code()).isEqualTo(40101);
        assertThat(system.withoutKey("/api/v1/me" + query).code()).isEqualTo(40101);
        assertThat(system.withoutKey(
                                RECORDS + "?access_token=" + key.path("key").asText())
                        .code())
                .isEqualTo(40101);
    }

    @Test
    void a_key_of_scope_admin_manages_its_own_endpoint() {
        JsonNode admin = key("live", "admin");
        OwnerClient byKey = new OwnerClient(system.baseUrl(), "Authorization", bearer(admin));
        OwnerClient byPair = new OwnerClient(
                system.baseUrl(),
                "api-key",
                admin.path("id").asText(),
                "api-secret",
                admin.path("secret").asText());
        String other = "/api/v1/endpoints/" + newEndpoint() + "/keys";

        JsonNode me = byPair.get("/api/v1/me").json().path("data");
        assertThat(me.path("key")).isEqualTo(admin.path("id"));
        assertThat(me.path("role").asText()).isEqualTo("owner");
        assertThat(byKey.post(KEYS, draft("live", "read", "null")).status()).isEqualTo(201);
        assertThat(byPair.get(KEYS).status()).isEqualTo(200);
        assertThat(byKey.get(other).code()).isEqualTo(40401);
        assertThat(byKey.post(other, draft("live", "read", "null")).code()).isEqualTo(40401);
    }

    @Test
    void a_smaller_scope_manages_nothing() {
        OwnerClient writer = new OwnerClient(system.baseUrl(), "Authorization", bearer(key("live", "read-write")));

        assertThat(writer.get(KEYS).code()).isEqualTo(40301);
        assertThat(writer.get("/api/v1/me").code()).isEqualTo(40301);
    }

    @Test
    void a_test_key_never_gets_at_live_data() {
        JsonNode live = key("live", "read");
        OwnerClient tester = new OwnerClient(system.baseUrl(), "Authorization", bearer(key("test", "admin")));

        assertThat(tester.post(KEYS, draft("live", "read", "null")).code()).isEqualTo(40301);
        assertThat(tester.post(path(live) + "/rotate", "{}").code()).isEqualTo(40301);
        assertThat(tester.patch(path(live), "{\"scope\":\"admin\"}").code()).isEqualTo(40301);
        assertThat(tester.post(path(live) + "/revoke", "").code()).isEqualTo(40301);
        assertThat(tester.get("/api/v1/audit").code()).isEqualTo(40301);
        assertThat(tester.get("/api/v1/usage").code()).isEqualTo(40301);
        assertThat(tester.patch("/api/v1/endpoints/orders", "{\"active\":false}")
                        .code())
                .isEqualTo(40301);
        assertThat(tester.delete("/api/v1/endpoints/orders?confirm=orders").code())
                .isEqualTo(40301);
        ApiClient.Answer tried = tester.post("/api/v1/endpoints/orders/schema-preview", "{\"schema\":{}}");
        assertThat(tried.json().path("data").has("test")).as(tried.text()).isTrue();
        assertThat(tried.json().path("data").has("live")).isFalse();
        assertThat(tester.post(KEYS, draft("test", "read", "null")).status()).isEqualTo(201);
        assertThat(tester.get(path(live)).status()).isEqualTo(200);
        assertThat(client(live).get(RECORDS).status()).isEqualTo(200);
    }

    @Test
    void a_start_does_not_undo_what_an_owner_did_to_a_first_key() {
        String path = KEYS + "/" + ApiKey.parse(system.testKey()).orElseThrow().id();
        owner.patch(path, "{\"active\":false}");
        try {
            SupervisedProcess started =
                    system.local().addInstance(Service.INGEST_API, "ingest-api-3", FreePorts.next());
            await("third ingest-api").atMost(Duration.ofSeconds(60)).until(started::answers);
            started.stop();

            assertThat(owner.get(path).json().at("/data/active").asBoolean(true))
                    .isFalse();
        } finally {
            owner.patch(path, "{\"active\":true}");
        }
    }

    private JsonNode key(String environment, String scope) {
        ApiClient.Answer made = owner.post(KEYS, draft(environment, scope, "null"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("data");
    }

    private JsonNode rotated(JsonNode key, String grace) {
        ApiClient.Answer answer = owner.post(path(key) + "/rotate", "{\"grace\":\"" + grace + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    private static String draft(String environment, String scope, String expiresAt) {
        return "{\"name\":\"a test's key\",\"environment\":\"%s\",\"scope\":\"%s\",\"expiresAt\":%s}"
                .formatted(environment, scope, expiresAt);
    }

    private static String path(JsonNode key) {
        return KEYS + "/" + key.path("id").asText();
    }

    private static String bearer(JsonNode key) {
        return "Bearer " + key.path("key").asText();
    }

    private ApiClient client(JsonNode key) {
        return new ApiClient(system.baseUrl(), key.path("key").asText());
    }

    private ApiClient.Answer records(String... headers) {
        return ApiClient.send(
                HttpRequest.newBuilder(URI.create(system.baseUrl() + RECORDS)).headers(headers));
    }

    private static void awaitCode(ApiClient client, int code) {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(KNOWN_WITHIN)
                .until(() -> client.get(RECORDS).code() == code);
    }

    private static String withoutId(ApiClient.Answer answer) {
        return answer.text().replaceAll("req_[0-9a-z]+", "");
    }

    /** One more endpoint of the owner of {@code orders}; its slug. */
    private String newEndpoint() {
        String slug = "keys-" + UUID.randomUUID();
        system.execute("""
                INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                      updated_at)
                SELECT '%s', owner_id, '%s', 'Other', '{}', 1, true, 'none', now(), now()
                FROM endpoint WHERE slug = 'orders' AND owner_id = (SELECT id FROM owner WHERE account = '%s')""".formatted(Ids.create(), slug, system.owner().account()));
        return slug;
    }
}
