package io.headrace.e2e;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route of the running system, as its OpenAPI names it, and what who may use it is answered.
 *
 * @param body what is sent; null for none
 * @param success the status of an answer to who may
 */
record MatrixRoute(
        String method,
        String path,
        Door door,
        Kind kind,
        @Nullable String body,
        int success) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private static final String KEY = "{\"name\":\"matrix\",\"environment\":\"live\",\"scope\":\"read\"}";
    private static final String SCHEMA = "{\"schema\":{}}";
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";

    private static final String SUBSCRIPTION =
            "{\"url\":\"https://shop.example/hook\",\"environment\":\"live\",\"events\":[\"record.deleted\"]}";
    private static final String COUNT = "{\"filter\":{},\"dryRun\":true}";

    /** A new route has a line here. A new name in a path has one in {@code MatrixWorld}. */
    static final List<MatrixRoute> ALL = List.of(
            new MatrixRoute("GET", "/api/v1/data/{slug}", Door.KEY, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/data/{slug}", Door.KEY, Kind.WRITE, ORDER, 202),
            new MatrixRoute("GET", "/api/v1/data/{slug}/{id}", Door.KEY, Kind.READ, null, 200),
            new MatrixRoute("PUT", "/api/v1/data/{slug}/{id}", Door.KEY, Kind.DECIDED_LATER, ORDER, 202),
            new MatrixRoute("DELETE", "/api/v1/data/{slug}/{id}", Door.KEY, Kind.DECIDED_LATER, null, 202),
            new MatrixRoute("GET", "/api/v1/operations/{operationId}", Door.KEY, Kind.READ, null, 200),
            new MatrixRoute("GET", "/api/v1/me", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/endpoints/{slug}/webhooks", Door.SESSION, Kind.WRITE, SUBSCRIPTION, 201),
            new MatrixRoute("GET", "/api/v1/endpoints/{slug}/webhooks", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute(
                    "GET", "/api/v1/endpoints/{slug}/webhooks/{subscriptionId}", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute(
                    "PATCH", "/api/v1/endpoints/{slug}/webhooks/{subscriptionId}", Door.SESSION, Kind.WRITE, "{}", 200),
            new MatrixRoute(
                    "DELETE",
                    "/api/v1/endpoints/{slug}/webhooks/{subscriptionId}",
                    Door.SESSION,
                    Kind.WRITE,
                    null,
                    200),
            new MatrixRoute(
                    "POST",
                    "/api/v1/endpoints/{slug}/webhooks/{subscriptionId}/rotate-secret",
                    Door.SESSION,
                    Kind.WRITE,
                    null,
                    200),
            new MatrixRoute(
                    "POST",
                    "/api/v1/endpoints/{slug}/webhooks/{subscriptionId}/test",
                    Door.SESSION,
                    Kind.WRITE,
                    null,
                    202),
            new MatrixRoute(
                    "POST",
                    "/api/v1/endpoints/{slug}/webhooks/{subscriptionId}/recover",
                    Door.SESSION,
                    Kind.WRITE,
                    null,
                    400),
            new MatrixRoute(
                    "POST",
                    "/api/v1/endpoints/{slug}/webhooks/{subscriptionId}/release",
                    Door.SESSION,
                    Kind.WRITE,
                    null,
                    422),
            new MatrixRoute("POST", "/api/v1/webhooks", Door.SESSION, Kind.WRITE, "{}", 400),
            new MatrixRoute("GET", "/api/v1/deliveries", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("GET", "/api/v1/deliveries/{deliveryId}", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/deliveries/{deliveryId}/replay", Door.SESSION, Kind.WRITE, null, 202),
            new MatrixRoute("POST", "/api/v1/deliveries/replay", Door.SESSION, Kind.WRITE, COUNT, 200),
            new MatrixRoute("GET", "/api/v1/replays/{replayId}", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/replays/{replayId}/cancel", Door.SESSION, Kind.WRITE, null, 202),
            new MatrixRoute("POST", "/api/v1/endpoints/{slug}/collaborators", Door.SESSION, Kind.WRITE, "{}", 400),
            new MatrixRoute("GET", "/api/v1/endpoints/{slug}/collaborators", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute(
                    "GET",
                    "/api/v1/endpoints/{slug}/collaborators/{collaboratorId}",
                    Door.SESSION,
                    Kind.READ,
                    null,
                    200),
            new MatrixRoute(
                    "DELETE",
                    "/api/v1/endpoints/{slug}/collaborators/{collaboratorId}",
                    Door.SESSION,
                    Kind.WRITE,
                    null,
                    200),
            new MatrixRoute("GET", "/api/v1/collaborator", Door.COLLABORATOR, Kind.READ, null, 200),
            new MatrixRoute("GET", "/api/v1/collaborator/documentation", Door.COLLABORATOR, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/collaborator/webhooks", Door.COLLABORATOR, Kind.WRITE, "{}", 400),
            new MatrixRoute("GET", "/api/v1/collaborator/webhooks", Door.COLLABORATOR, Kind.READ, null, 200),
            new MatrixRoute(
                    "GET", "/api/v1/collaborator/webhooks/{subscriptionId}", Door.COLLABORATOR, Kind.READ, null, 200),
            new MatrixRoute(
                    "PATCH",
                    "/api/v1/collaborator/webhooks/{subscriptionId}",
                    Door.COLLABORATOR,
                    Kind.WRITE,
                    "{}",
                    200),
            new MatrixRoute(
                    "DELETE",
                    "/api/v1/collaborator/webhooks/{subscriptionId}",
                    Door.COLLABORATOR,
                    Kind.WRITE,
                    null,
                    200),
            new MatrixRoute(
                    "POST",
                    "/api/v1/collaborator/webhooks/{subscriptionId}/rotate-secret",
                    Door.COLLABORATOR,
                    Kind.WRITE,
                    null,
                    200),
            new MatrixRoute(
                    "POST",
                    "/api/v1/collaborator/webhooks/{subscriptionId}/test",
                    Door.COLLABORATOR,
                    Kind.WRITE,
                    null,
                    202),
            new MatrixRoute(
                    "POST",
                    "/api/v1/collaborator/webhooks/{subscriptionId}/recover",
                    Door.COLLABORATOR,
                    Kind.WRITE,
                    null,
                    400),
            new MatrixRoute(
                    "POST",
                    "/api/v1/collaborator/webhooks/{subscriptionId}/release",
                    Door.COLLABORATOR,
                    Kind.WRITE,
                    null,
                    422),
            new MatrixRoute("GET", "/api/v1/collaborator/deliveries", Door.COLLABORATOR, Kind.READ, null, 200),
            new MatrixRoute(
                    "GET", "/api/v1/collaborator/deliveries/{deliveryId}", Door.COLLABORATOR, Kind.READ, null, 200),
            new MatrixRoute(
                    "POST",
                    "/api/v1/collaborator/deliveries/{deliveryId}/replay",
                    Door.COLLABORATOR,
                    Kind.WRITE,
                    null,
                    202),
            new MatrixRoute("GET", "/api/v1/collaborator/replays/{replayId}", Door.COLLABORATOR, Kind.READ, null, 200),
            new MatrixRoute(
                    "POST", "/api/v1/collaborator/replays/{replayId}/cancel", Door.COLLABORATOR, Kind.WRITE, null, 202),
            new MatrixRoute("PATCH", "/api/v1/me", Door.SESSION, Kind.WRITE, "{}", 200),
            new MatrixRoute("GET", "/api/v1/owners", Door.ADMIN, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/owners", Door.ADMIN, Kind.WRITE, "{}", 400),
            new MatrixRoute("GET", "/api/v1/owners/{ownerId}", Door.ADMIN, Kind.READ, null, 200),
            new MatrixRoute("PATCH", "/api/v1/owners/{ownerId}", Door.ADMIN, Kind.WRITE, "{}", 200),
            new MatrixRoute("PUT", "/api/v1/owners/{ownerId}/plan", Door.ADMIN, Kind.WRITE, "{}", 400),
            new MatrixRoute("GET", "/api/v1/plans", Door.ADMIN, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/plans", Door.ADMIN, Kind.WRITE, "{}", 400),
            new MatrixRoute("GET", "/api/v1/plans/{plan}", Door.ADMIN, Kind.READ, null, 200),
            new MatrixRoute("PUT", "/api/v1/plans/{plan}", Door.ADMIN, Kind.WRITE, "{}", 400),
            new MatrixRoute("DELETE", "/api/v1/plans/{plan}", Door.ADMIN, Kind.WRITE, null, 409),
            new MatrixRoute("GET", "/api/v1/usage", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("GET", "/api/v1/audit", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/auth/login", Door.NONE, Kind.WRITE, "{}", 400),
            new MatrixRoute("POST", "/api/v1/endpoints/{slug}/keys", Door.SESSION, Kind.WRITE, KEY, 201),
            new MatrixRoute("GET", "/api/v1/endpoints/{slug}/keys", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("GET", "/api/v1/endpoints/{slug}/keys/{keyId}", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("PATCH", "/api/v1/endpoints/{slug}/keys/{keyId}", Door.SESSION, Kind.WRITE, "{}", 200),
            new MatrixRoute("DELETE", "/api/v1/endpoints/{slug}/keys/{keyId}", Door.SESSION, Kind.WRITE, null, 200),
            new MatrixRoute(
                    "POST", "/api/v1/endpoints/{slug}/keys/{keyId}/rotate", Door.SESSION, Kind.WRITE, null, 200),
            new MatrixRoute(
                    "POST", "/api/v1/endpoints/{slug}/keys/{keyId}/revoke", Door.SESSION, Kind.WRITE, null, 200),
            new MatrixRoute("GET", "/api/v1/data/{slug}/openapi.json", Door.KEY, Kind.READ, null, 200),
            new MatrixRoute("GET", "/api/v1/endpoints", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/endpoints", Door.SESSION, Kind.WRITE, "{}", 400),
            new MatrixRoute("GET", "/api/v1/endpoints/{slug}", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("PATCH", "/api/v1/endpoints/{slug}", Door.SESSION, Kind.WRITE, "{}", 200),
            // Without the confirmation.
            new MatrixRoute("DELETE", "/api/v1/endpoints/{slug}", Door.SESSION, Kind.WRITE, null, 400),
            new MatrixRoute("GET", "/api/v1/endpoints/{slug}/schemas", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("POST", "/api/v1/endpoints/{slug}/schema-preview", Door.SESSION, Kind.READ, SCHEMA, 200),
            new MatrixRoute("GET", "/api/v1/endpoints/{slug}/openapi.json", Door.SESSION, Kind.READ, null, 200),
            new MatrixRoute("POST", "/oauth/token", Door.NONE, Kind.WRITE, "{}", 400),
            new MatrixRoute("POST", "/oauth/access_token", Door.NONE, Kind.WRITE, "{}", 400),
            new MatrixRoute("GET", "/oauth/jwks", Door.NONE, Kind.READ, null, 200),
            new MatrixRoute("GET", "/.well-known/jwks.json", Door.NONE, Kind.READ, null, 200),
            new MatrixRoute("GET", "/.well-known/oauth-authorization-server", Door.NONE, Kind.READ, null, 404),
            // The last one: it ends the owner's session.
            new MatrixRoute("POST", "/api/v1/auth/logout", Door.NONE, Kind.WRITE, null, 200));

    /** Which credential it asks for. */
    enum Door {
        NONE,
        KEY,
        SESSION,
        ADMIN,
        COLLABORATOR
    }

    /** What it does to what is named in its path. */
    enum Kind {
        READ,
        WRITE,
        /** Accepted whatever the id; that there is no such thing is what its operation says. */
        DECIDED_LATER
    }

    /** The names in its path. */
    List<String> places() {
        return PLACE.matcher(path)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** Whether it is about one thing, and not about whatever the caller has. */
    boolean namesOne() {
        return places().stream().anyMatch(place -> !place.equals("slug"));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
