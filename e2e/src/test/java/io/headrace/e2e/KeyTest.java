package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.KeyScope;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a key may do, and until when. */
class KeyTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    /** What a revocation may take to reach every instance. */
    private static final Duration REVOKED_WITHIN = Duration.ofSeconds(5);

    private final TestSystem system = TestSystem.shared();
    private final byte[] pepper =
            Base64.getDecoder().decode(system.local().secrets().keyPepper());

    @Test
    void a_key_works_until_it_expires() {
        UUID orders = endpoint("orders");

        assertThat(client(key(orders, KeyScope.READ_WRITE, "now() + interval '1 hour'"))
                        .post(ORDER)
                        .status())
                .isEqualTo(202);
        ApiClient expired = client(key(orders, KeyScope.READ_WRITE, "now() - interval '1 second'"));
        assertRefused(expired.post(ORDER), 401, 40102);
        assertRefused(expired.get("/api/v1/data/orders"), 401, 40102);
        assertThat(expired.post(ORDER).header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void a_revoked_key_is_refused_within_five_seconds() {
        Rounds.assertOneWithin(REVOKED_WITHIN, this::revokeAndWait);
    }

    private void revokeAndWait() {
        ApiKey key = key(endpoint("orders"), KeyScope.READ_WRITE, "NULL");
        ApiClient client = client(key);
        assertThat(client.post(ORDER).status()).isEqualTo(202);

        system.execute("UPDATE api_key SET active = false WHERE id = '" + key.id() + "'");

        await().pollInterval(Duration.ofMillis(100))
                .atMost(REVOKED_WITHIN.multipliedBy(3))
                .until(() -> client.post(ORDER).code() == 40103);
        assertRefused(client.post(ORDER), 401, 40103);
        assertRefused(client.get("/api/v1/data/orders"), 401, 40103);
    }

    @Test
    void a_key_to_read_may_not_write() {
        ApiClient reader = client(key(endpoint("orders"), KeyScope.READ, "NULL"));
        String id = system.live()
                .post(ORDER, "Prefer", "wait=10")
                .json()
                .at("/data/id")
                .asText();

        assertThat(reader.record(id).status()).isEqualTo(200);
        assertThat(reader.get("/api/v1/data/orders").status()).isEqualTo(200);
        assertRefused(reader.post(ORDER), 403, 40301);
        assertRefused(reader.put(id, ORDER), 403, 40301);
        assertRefused(reader.delete(id), 403, 40301);
        assertThat(system.live().record(id).json().at("/data/version").asInt()).isEqualTo(1);
    }

    @Test
    void an_endpoint_that_is_not_active_takes_and_gives_nothing() {
        String slug = newEndpoint(false);
        ApiClient client = client(key(endpoint(slug), KeyScope.READ_WRITE, "NULL"));

        assertRefused(post(client, slug), 403, 40302);
        assertRefused(client.get("/api/v1/data/" + slug), 403, 40302);
    }

    @Test
    void a_key_opens_its_own_endpoint_only() {
        String slug = newEndpoint(true);
        ApiClient client = client(key(endpoint(slug), KeyScope.READ_WRITE, "NULL"));
        String foreign = system.live()
                .post(ORDER, "Prefer", "wait=10")
                .json()
                .at("/data/id")
                .asText();

        ApiClient.Answer accepted = post(client, slug);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(system.awaitOperation(client, accepted.operationId())
                        .json()
                        .at("/data/state")
                        .asText())
                .isEqualTo("applied");

        assertRefused(client.post(ORDER), 404, 40401);
        assertRefused(client.record(foreign), 404, 40401);
        assertRefused(client.get("/api/v1/data/" + slug + "/" + foreign), 404, 40401);
        assertRefused(client.get("/api/v1/data/nothing-here"), 404, 40401);
        assertRefused(system.live().get("/api/v1/data/" + slug + "/" + accepted.id()), 404, 40401);
        assertRefused(system.live().operation(accepted.operationId()), 404, 40401);
    }

    private static void assertRefused(ApiClient.Answer answer, int status, int code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("success").asBoolean(true)).isFalse();
        assertThat(answer.json().path("requestId").asText()).startsWith("req_");
    }

    private ApiClient client(ApiKey key) {
        return new ApiClient(system.baseUrl(), key.text());
    }

    private static ApiClient.Answer post(ApiClient client, String slug) {
        return ApiClient.send(client.request("/api/v1/data/" + slug)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ORDER)));
    }

    private UUID endpoint(String slug) {
        return (UUID) system.query(
                        "SELECT id FROM endpoint WHERE slug = ? AND owner_id = (SELECT id FROM owner WHERE account = ?)",
                        slug,
                        system.owner().account())
                .get(0)
                .get("id");
    }

    /** A live key of this endpoint, as its owner would have made it. */
    private ApiKey key(UUID endpointId, KeyScope scope, String expiresAt) {
        ApiKey key = ApiKey.create(Environment.LIVE);
        system.execute("""
                INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active, expires_at,
                                     created_at)
                SELECT '%s', owner_id, id, 'live', '%s', 'a test''s key', '\\x%s', true, %s, now()
                FROM endpoint WHERE id = '%s'""".formatted(
                        key.id(), scope.wireName(), HexFormat.of().formatHex(key.hash(pepper)), expiresAt, endpointId));
        return key;
    }

    /** One more endpoint of the owner of {@code orders}; its slug. */
    private String newEndpoint(boolean active) {
        String slug = "other-" + UUID.randomUUID();
        system.execute("""
                INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                      updated_at)
                SELECT '%s', owner_id, '%s', 'Other', '{}', 1, %s, 'none', now(), now()
                FROM endpoint WHERE id = '%s'""".formatted(Ids.create(), slug, active, endpoint("orders")));
        return slug;
    }
}
