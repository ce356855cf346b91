package io.headrace.e2e;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** An owner with one endpoint, one key, and a plan of its own, as somebody with the database at hand makes them. */
final class LimitedOwner {
    static final String THING = "{\"name\":\"a thing\"}";
    private static final String SLUG = "things";

    private final TestSystem system;
    private final UUID id = Ids.create();
    private final UUID endpointId = Ids.create();
    private final String plan = "plan-" + UUID.randomUUID();
    private final ApiKey key;

    /** @param limits of writes: {@code per_second, per_minute, per_day, per_month}; there are plenty of reads */
    LimitedOwner(TestSystem system, String limits) {
        this.system = system;
        system.execute("INSERT INTO plan (name, max_endpoints, created_at, updated_at) VALUES ('%s', 9, now(), now())"
                .formatted(plan));
        limit("write", limits);
        limit("read", "1000, 60000, 100000, 1000000");
        system.execute("""
                INSERT INTO owner (id, account, name, password_hash, role, plan, created_at)
                SELECT '%s', '%s', 'Limited', password_hash, 'owner', '%s', now() FROM owner WHERE account = '%s'""".formatted(id, account(), plan, system.owner().account()));
        system.execute("""
                INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                      updated_at)
                VALUES ('%s', '%s', '%s', 'Things', '{"required":["name"]}', 1, true, 'none', now(), now())""".formatted(endpointId, id, SLUG));
        this.key = key("NULL");
    }

    UUID id() {
        return id;
    }

    String account() {
        return id + "@example.com";
    }

    /** With the password of the first owner. */
    OwnerClient login() {
        return OwnerClient.login(system.baseUrl(), account(), system.owner().password());
    }

    String keyId() {
        return key.id();
    }

    /** Other limits, of this kind. */
    void limit(String kind, String limits) {
        system.execute("""
                INSERT INTO plan_limit (plan, kind, per_second, per_minute, per_day, per_month)
                VALUES ('%s', '%s', %s)
                ON CONFLICT (plan, kind) DO UPDATE SET per_second = excluded.per_second,
                    per_minute = excluded.per_minute, per_day = excluded.per_day, per_month = excluded.per_month""".formatted(plan, kind, limits));
    }

    /** @param sql a time, or NULL */
    void planExpires(String sql) {
        system.execute("UPDATE owner SET plan_expires_at = " + sql + " WHERE id = '" + id + "'");
    }

    /** One more key of the endpoint. */
    ApiKey key(String expiresAt) {
        byte[] pepper = Base64.getDecoder().decode(system.local().secrets().keyPepper());
        ApiKey made = ApiKey.create(Environment.LIVE);
        system.execute(
                """
                INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active, expires_at,
                                     created_at)
                VALUES ('%s', '%s', '%s', 'live', 'read-write', 'a test''s key', '\\x%s', true, %s, now())""".formatted(made.id(), id, endpointId, HexFormat.of().formatHex(made.hash(pepper)), expiresAt));
        return made;
    }

    ApiClient.Answer post() {
        return post(system.baseUrl(), THING);
    }

    ApiClient.Answer post(String baseUrl, String body) {
        return post(baseUrl, key, body);
    }

    ApiClient.Answer post(String baseUrl, ApiKey with, String body) {
        return ApiClient.send(new ApiClient(baseUrl, with.text())
                .request("/api/v1/data/" + SLUG)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    ApiClient.Answer list() {
        return get("/api/v1/data/" + SLUG);
    }

    ApiClient.Answer get(String path) {
        return new ApiClient(system.baseUrl(), key.text()).get(path);
    }

    /** How many tokens all instances have taken of the span that runs. */
    long taken(String kind, String span) {
        return system.count(
                "SELECT coalesce(sum(taken), 0) FROM quota_taken WHERE owner_id = ? AND kind = ? AND span = ?",
                id,
                kind,
                span);
    }
}
