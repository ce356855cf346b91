package io.headrace.e2e;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.KeyScope;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An owner, what is theirs, another owner beside them, and every credential that somebody may come with. */
final class MatrixWorld {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final String COLLABORATOR = "tm_collaborator_";
    private static final String SESSION = "tm_session_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestSystem system;
    private final byte[] pepper;
    private final String slug = "matrix-" + UUID.randomUUID();
    private final UUID owner;
    private final UUID another;
    private final UUID endpoint;
    private final Map<MatrixCaller, String> keys;
    private final Map<MatrixCaller, String> sessions;
    private final Map<MatrixCaller, String> collaborators;

    /** What stands for each name in a path: something of the owner's, live. */
    private final Map<String, Supplier<String>> owned = Map.of(
            "slug", () -> slug,
            "id", this::freshRecord,
            "operationId", this::freshOperation,
            "ownerId", this::ownerId,
            "keyId", this::freshKey,
            "plan", () -> "enterprise",
            "subscriptionId", this::freshSubscription,
            "deliveryId", this::freshDelivery,
            "replayId", this::freshReplay,
            "collaboratorId",
                    () -> Ids.format(
                            Ids.COLLABORATOR,
                            freshCollaborator(Ids.parse(Ids.OWNER, ownerId()).orElseThrow(), newToken(COLLABORATOR))));

    /** What may stand there and is nobody's. */
    private static final Map<String, Supplier<String>> NOBODYS = Map.of(
            "slug", () -> "nobodys-" + UUID.randomUUID(),
            "id", () -> Ids.format(Ids.RECORD, Ids.create()),
            "operationId", () -> Ids.format(Ids.OPERATION, Ids.create()),
            "keyId", () -> ApiKey.create(Environment.LIVE).id(),
            "ownerId", () -> Ids.format(Ids.OWNER, Ids.create()),
            "plan", () -> "nobodys-" + UUID.randomUUID(),
            "subscriptionId", () -> Ids.format(Ids.SUBSCRIPTION, Ids.create()),
            "deliveryId", () -> Ids.format(Ids.DELIVERY, Ids.create()),
            "replayId", () -> Ids.format(Ids.JOB, Ids.create()),
            "collaboratorId", () -> Ids.format(Ids.COLLABORATOR, Ids.create()));

    MatrixWorld(TestSystem system) {
        this.system = system;
        this.pepper = Base64.getDecoder().decode(system.local().secrets().keyPepper());
        this.owner = newOwner("owner", true);
        this.another = newOwner("owner", true);
        this.endpoint = newEndpoint(owner, slug);
        this.keys = keys(endpoint, newEndpoint(another, slug), newEndpoint(another, "b" + slug));
        this.sessions = sessions();
        this.collaborators = Map.of(
                MatrixCaller.OWN, collaborator(owner),
                MatrixCaller.ANOTHER_OWNERS, collaborator(another),
                MatrixCaller.GARBAGE, "not a token",
                MatrixCaller.WELL_FORMED_BUT_UNKNOWN, newToken(COLLABORATOR));
    }

    /** Headers that carry the credential; none for nobody. */
    String[] credential(MatrixRoute.Door door, MatrixCaller caller) {
        MatrixCaller atConsole = atConsole(caller);
        if (atConsole != null) {
            return new String[] {"Authorization", "Bearer " + sessions.get(atConsole), "X-Headrace-Origin", "console"};
        }
        boolean byKey = door == MatrixRoute.Door.KEY ? caller != MatrixCaller.SESSION : caller == MatrixCaller.KEY;
        boolean invited = door == MatrixRoute.Door.COLLABORATOR && !byKey && caller != MatrixCaller.SESSION;
        String text = (byKey ? keys : invited ? collaborators : sessions).get(caller);
        return text == null ? new String[0] : new String[] {"Authorization", "Bearer " + text};
    }

    /** Whose session it is that the console comes with; null for who is not at the console. */
    private static @Nullable MatrixCaller atConsole(MatrixCaller caller) {
        return switch (caller) {
            case CONSOLE -> MatrixCaller.OWN;
            case CONSOLE_OF_ANOTHER_OF_SAME_SLUG -> MatrixCaller.ANOTHER_OWNERS;
            case CONSOLE_OF_STRANGER -> MatrixCaller.ADMIN;
            default -> null;
        };
    }

    /** @param nobodys the name in the path that stands for what does not exist; null where all is the owner's */
    ApiClient.Answer ask(MatrixRoute route, MatrixCaller caller, @Nullable String nobodys) {
        String path = route.path();
        for (String place : route.places()) {
            path = path.replace(
                    "{" + place + "}",
                    (place.equals(nobodys) ? NOBODYS : owned).get(place).get());
        }
        return ask(route, path, credential(route.door(), caller));
    }

    ApiClient.Answer ask(MatrixRoute route, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(system.baseUrl() + path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (route.body() == null) {
            return ApiClient.send(request.method(route.method(), HttpRequest.BodyPublishers.noBody()));
        }
        return ApiClient.send(request.header("Content-Type", "application/json")
                .method(route.method(), HttpRequest.BodyPublishers.ofString(route.body())));
    }

    /** As whoever made the write. */
    ApiClient.Answer awaitOperation(MatrixCaller caller, String operationId) {
        String[] credential = credential(MatrixRoute.Door.KEY, caller);
        return system.awaitOperation(path -> new OwnerClient(system.baseUrl(), credential).get(path), operationId);
    }

    /** How often records and keys of the owner were changed after they were made. */
    long changes() {
        return system.count("SELECT count(*) FROM record WHERE owner_id = ? AND version > 1", owner)
                + system.count("SELECT count(*) FROM api_key WHERE owner_id = ? AND updated_at IS NOT NULL", owner);
    }

    /** Whether a text names what only the owner may be shown, and at the door of live data only. */
    boolean showsOwners(String text) {
        return system.query("SELECT id FROM record WHERE owner_id = ? AND environment = 'live'", owner).stream()
                        .map(row -> Ids.format(Ids.RECORD, (UUID) row.get("id")))
                        .anyMatch(text::contains)
                || system.query("SELECT id FROM api_key WHERE owner_id = ?", owner).stream()
                        .anyMatch(row -> text.contains((String) row.get("id")));
    }

    private String ownerId() {
        return Ids.format(Ids.OWNER, owner);
    }

    private String freshRecord() {
        return created().json().at("/data/id").asText();
    }

    private String freshOperation() {
        return created().header("Operation-Location").replaceAll(".*/", "");
    }

    private String freshKey() {
        return ApiKey.parse(key(endpoint, Environment.LIVE, KeyScope.READ, true, "NULL"))
                .orElseThrow()
                .id();
    }

    /** One at a time: an endpoint may not have many. */
    private String freshSubscription() {
        UUID id = Ids.create();
        system.execute("""
                UPDATE subscription SET deleted_at = now(), stopped_at = now() WHERE owner_id = '%1$s' AND deleted_at IS NULL;
                INSERT INTO subscription (id, owner_id, endpoint_id, collaborator_id, environment, url, target_url, header_names,
                                          sealed_secret, active, enabled_at, created_at, updated_at)
                SELECT '%2$s', owner_id, id, (SELECT min(id::text)::uuid FROM collaborator WHERE endpoint_id = endpoint.id),
                       'live', 'https://shop.example/', 'https://shop.example:443/', '{}', 'none',
                       true, now(), now(), now()
                FROM endpoint WHERE owner_id = '%1$s' ORDER BY id LIMIT 1""".formatted(owner, id));
        return Ids.format(Ids.SUBSCRIPTION, id);
    }

    private String freshDelivery() {
        UUID subscriptionId = Ids.parse(Ids.SUBSCRIPTION, freshSubscription()).orElseThrow();
        UUID eventId = Ids.create();
        UUID id = Ids.derive(eventId, "matrix");
        system.execute("""
                INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, body, created_at)
                SELECT '%1$s', 'record.created', owner_id, id, 'live', '%1$s', 'matrix', '{}', now()
                FROM endpoint WHERE owner_id = '%3$s' ORDER BY id LIMIT 1;
                INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url, state,
                                      attempts, due_at, created_at, finished_at)
                SELECT '%2$s', '%1$s', owner_id, id, '%1$s', '%4$s', 'https://shop.example:443/', 'exhausted', 4, now(), now(), now()
                FROM endpoint WHERE owner_id = '%3$s' ORDER BY id LIMIT 1""".formatted(eventId, id, owner, subscriptionId));
        return Ids.format(Ids.DELIVERY, id);
    }

    /** Of the first endpoint of this owner. */
    private UUID freshCollaborator(UUID ownerId, String token) {
        UUID id = Ids.create();
        system.execute("""
                INSERT INTO collaborator (id, owner_id, endpoint_id, email, name, token_hash, created_at)
                SELECT '%1$s', owner_id, id, '%1$s@example.com', 'matrix', '\\x%2$s', now()
                FROM endpoint WHERE owner_id = '%3$s' ORDER BY id LIMIT 1""".formatted(id, sha256(token), ownerId));
        return id;
    }

    private String collaborator(UUID ownerId) {
        String token = newToken(COLLABORATOR);
        freshCollaborator(ownerId, token);
        return token;
    }

    private String freshReplay() {
        UUID id = Ids.create();
        system.execute("""
                INSERT INTO replay_job (id, owner_id, endpoint_id, collaborator_id, states, total, replayed, state,
                                        created_at, finished_at)
                SELECT '%s', owner_id, id, (SELECT min(id::text)::uuid FROM collaborator WHERE endpoint_id = endpoint.id),
                       '{exhausted}', 0, 0, 'finished', now(), now()
                FROM endpoint WHERE owner_id = '%s' ORDER BY id LIMIT 1""".formatted(id, owner));
        return Ids.format(Ids.JOB, id);
    }

    private ApiClient.Answer created() {
        ApiClient client = new ApiClient(system.baseUrl(), keys.get(MatrixCaller.OWN));
        ApiClient.Answer answer = ApiClient.send(client.request("/api/v1/data/" + slug)
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=10")
                .POST(HttpRequest.BodyPublishers.ofString(ORDER)));
        if (answer.status() != 201) {
            throw new IllegalStateException("not created: " + answer.text());
        }
        return answer;
    }

    private Map<MatrixCaller, String> keys(UUID endpoint, UUID anothersOfSameSlug, UUID anothers) {
        String live = key(endpoint, Environment.LIVE, KeyScope.READ_WRITE, true, "NULL");
        return Map.of(
                MatrixCaller.OWN, live,
                MatrixCaller.KEY, live,
                MatrixCaller.GARBAGE, "not a key",
                MatrixCaller.WELL_FORMED_BUT_UNKNOWN,
                        ApiKey.create(Environment.LIVE).text(),
                MatrixCaller.DEACTIVATED, key(endpoint, Environment.LIVE, KeyScope.READ_WRITE, false, "NULL"),
                MatrixCaller.EXPIRED,
                        key(endpoint, Environment.LIVE, KeyScope.READ_WRITE, true, "now() - interval '1 second'"),
                MatrixCaller.READER, key(endpoint, Environment.LIVE, KeyScope.READ, true, "NULL"),
                MatrixCaller.TEST_KEY, key(endpoint, Environment.TEST, KeyScope.READ_WRITE, true, "NULL"),
                MatrixCaller.ANOTHER_OWNERS, key(anothers, Environment.LIVE, KeyScope.READ_WRITE, true, "NULL"),
                MatrixCaller.ANOTHER_OWNERS_OF_SAME_SLUG,
                        key(anothersOfSameSlug, Environment.LIVE, KeyScope.READ_WRITE, true, "NULL"));
    }

    private Map<MatrixCaller, String> sessions() {
        String own = session(owner, "now() + interval '1 hour'");
        String closed = session(owner, "now() + interval '1 hour'");
        new OwnerClient(system.baseUrl(), "access-token", closed).post("/api/v1/auth/logout", "");
        return Map.of(
                MatrixCaller.OWN, own,
                MatrixCaller.SESSION, own,
                MatrixCaller.GARBAGE, "not a session",
                MatrixCaller.WELL_FORMED_BUT_UNKNOWN, newToken(SESSION),
                MatrixCaller.DEACTIVATED, session(newOwner("owner", false), "now() + interval '1 hour'"),
                MatrixCaller.EXPIRED, session(owner, "now() - interval '1 second'"),
                MatrixCaller.ANOTHER_OWNERS, session(another, "now() + interval '1 hour'"),
                MatrixCaller.LOGGED_OUT, closed,
                MatrixCaller.ADMIN, session(newOwner("admin", true), "now() + interval '1 hour'"));
    }

    private UUID newOwner(String role, boolean active) {
        UUID id = Ids.create();
        system.execute("""
                INSERT INTO owner (id, account, name, password_hash, role, active, plan, created_at)
                VALUES ('%s', 'matrix-%s@example.com', 'Matrix', 'none', '%s', %s, 'enterprise', now())""".formatted(id, id, role, active));
        return id;
    }

    private UUID newEndpoint(UUID ownerId, String itsSlug) {
        UUID id = Ids.create();
        system.execute("""
                INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                      updated_at)
                VALUES ('%s', '%s', '%s', 'Matrix', '{}', 1, true, 'none', now(), now())""".formatted(id, ownerId, itsSlug));
        return id;
    }

    private String key(UUID endpointId, Environment environment, KeyScope scope, boolean active, String expiresAt) {
        ApiKey key = ApiKey.create(environment);
        system.execute("""
                INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active, expires_at,
                                     created_at)
                SELECT '%s', owner_id, id, '%s', '%s', 'matrix', '\\x%s', %s, %s, now() FROM endpoint WHERE id = '%s'""".formatted(
                        key.id(),
                        environment.wireName(),
                        scope.wireName(),
                        HexFormat.of().formatHex(key.hash(pepper)),
                        active,
                        expiresAt,
                        endpointId));
        return key.text();
    }

    private String session(UUID ownerId, String expiresAt) {
        String token = newToken(SESSION);
        system.execute(
                "INSERT INTO owner_session (token_hash, owner_id, created_at, expires_at) VALUES ('\\x%s', '%s', now(), %s)"
                        .formatted(sha256(token), ownerId, expiresAt));
        return token;
    }

    private static String newToken(String prefix) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
