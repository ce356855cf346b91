package io.headrace.store.subscription;

import io.headrace.store.endpoint.Addition;
import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps subscriptions: the owner's side of them. */
@Singleton
public final class SubscriptionStore {
    /** Subscriptions that one endpoint may have, its collaborators' included. */
    public static final int MAX_PER_ENDPOINT = 50;

    // Held until the insert is there, so that two of them cannot both be the last one. No row where it was deleted.
    private static final String ONE_AT_A_TIME = "SELECT FROM endpoint WHERE id = $1 FOR NO KEY UPDATE";

    // After the endpoint, as who deletes one locks its own first. No row where they were removed.
    private static final String SUBSCRIBER = "SELECT FROM collaborator WHERE id = $1 FOR KEY SHARE";

    private static final String ADD = """
            INSERT INTO subscription (id, owner_id, endpoint_id, collaborator_id, environment, url, target_url, events,
                                      description, header_names, sealed_headers, sealed_secret, schedule_seconds,
                                      ordered, active, enabled_at, created_at, updated_at, public_key)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $16, true, headrace_now(), headrace_now(),
                   headrace_now(), $15
            WHERE (SELECT count(*) FROM subscription WHERE endpoint_id = $3 AND deleted_at IS NULL) < $14
            RETURNING id""";

    private static final String SEEN = """
            s.owner_id = $1 AND s.endpoint_id = $2 AND ($3::uuid IS NULL OR s.collaborator_id = $3)
              AND ($4::text IS NULL OR s.environment = $4) AND s.deleted_at IS NULL""";

    private static final String FIND = "SELECT " + SubscriptionRows.COLUMNS + " FROM subscription s "
            + SubscriptionRows.JOINS + " WHERE " + SEEN + " AND s.id = $5";

    private static final String COUNT = "SELECT count(*) FROM subscription s WHERE " + SEEN;

    private static final String LIST = "SELECT " + SubscriptionRows.COLUMNS + " FROM subscription s "
            + SubscriptionRows.JOINS + " WHERE " + SEEN + " ORDER BY s.id LIMIT $5 OFFSET $6";

    private static final String CHANGE = """
            UPDATE subscription s
            SET url = coalesce($6, url), target_url = coalesce($7, target_url),
                events = CASE WHEN $8::boolean THEN $9::text[] ELSE events END,
                description = CASE WHEN $10::boolean THEN $11::text ELSE description END,
                header_names = coalesce($12, header_names),
                sealed_headers = CASE WHEN $12::text[] IS NOT NULL THEN $13::text ELSE sealed_headers END,
                schedule_seconds = CASE WHEN $14::boolean THEN $15::int[] ELSE schedule_seconds END,
                active = coalesce($16, active), ordered = coalesce($17, ordered),
                enabled_at = CASE WHEN $16 OR $7 <> target_url THEN headrace_now() ELSE enabled_at END,
                stopped_at = CASE $16::boolean WHEN true THEN NULL WHEN false THEN coalesce(stopped_at, headrace_now())
                    ELSE stopped_at END,
                updated_at = headrace_now()
            WHERE s.id = $5 AND\s""" + SEEN + " RETURNING s.id";

    private static final String DELETE = """
            UPDATE subscription s
            SET deleted_at = headrace_now(), stopped_at = coalesce(stopped_at, headrace_now()),
                sealed_secret = NULL, sealed_old_secret = NULL, sealed_headers = NULL, updated_at = headrace_now()
            WHERE s.id = $5 AND\s""" + SEEN + " RETURNING s.id";

    private static final String ROTATE = """
            UPDATE subscription s
            SET sealed_old_secret = sealed_secret, sealed_secret = $6, public_key = $8, updated_at = headrace_now(),
                old_secret_until = headrace_now() + $7::bigint * interval '1 second'
            WHERE s.id = $5 AND\s""" + SEEN + " RETURNING s.id";

    private final TenantPool pool;

    SubscriptionStore(TenantPool pool) {
        this.pool = pool;
    }

    public Uni<Addition<StoredSubscription>> add(SubscriptionScope scope, NewSubscription added) {
        Tuple row = Tuple.tuple()
                .addValue(added.id())
                .addValue(scope.ownerId())
                .addValue(scope.endpointId())
                .addValue(scope.collaboratorId())
                .addValue(added.environment().wireName())
                .addValue(added.url())
                .addValue(added.targetUrl())
                .addValue(SubscriptionRows.names(added.events()))
                .addValue(added.description())
                .addValue(added.headers().names().toArray(String[]::new))
                .addValue(added.headers().sealed())
                .addValue(added.sealedSecret())
                .addValue(SubscriptionRows.seconds(added.schedule()))
                .addValue(MAX_PER_ENDPOINT)
                .addValue(added.publicKey())
                .addValue(added.ordered());
        return pool.transact(
                scope.ownerId(),
                connection -> holdPlace(connection, scope)
                        .chain(held -> !held
                                ? Uni.createFrom().item(new Addition.Gone<>())
                                : run(connection, ADD, row)
                                        .chain(rows -> found(connection, scope, id(rows)))
                                        .map(SubscriptionStore::addition)));
    }

    public Uni<Optional<StoredSubscription>> find(SubscriptionScope scope, UUID id) {
        return pool.read(scope.ownerId(), FIND, seen(scope).addValue(id)).map(SubscriptionRows::first);
    }

    public Uni<SubscriptionPage> list(SubscriptionScope scope, int limit, long offset) {
        Tuple page = seen(scope).addValue(limit).addValue(offset);
        return pool.transact(
                scope.ownerId(),
                connection -> run(connection, COUNT, seen(scope))
                        .chain(total -> run(connection, LIST, page)
                                .map(rows -> new SubscriptionPage(
                                        total.iterator().next().getLong(0), SubscriptionRows.all(rows)))));
    }

    /** The subscription as it is from now on; empty if there is none. */
    public Uni<Optional<StoredSubscription>> change(SubscriptionScope scope, UUID id, SubscriptionChange change) {
        Tuple row = seen(scope)
                .addValue(id)
                .addValue(change.target().map(SubscriptionChange.Target::url).orElse(null))
                .addValue(change.target()
                        .map(SubscriptionChange.Target::targetUrl)
                        .orElse(null))
                .addValue(change.events().isPresent())
                .addValue(change.events()
                        .map(events -> SubscriptionRows.names(events.value()))
                        .orElse(null))
                .addValue(change.description().isPresent())
                .addValue(change.description()
                        .map(SubscriptionChange.Value::value)
                        .orElse(null))
                .addValue(change.headers()
                        .map(headers -> headers.names().toArray(String[]::new))
                        .orElse(null))
                .addValue(change.headers().map(SealedHeaders::sealed).orElse(null))
                .addValue(change.schedule().isPresent())
                .addValue(change.schedule()
                        .map(schedule -> SubscriptionRows.seconds(schedule.value()))
                        .orElse(null))
                .addValue(change.active().orElse(null))
                .addValue(change.ordered().orElse(null));
        return changed(scope, CHANGE, row);
    }

    /** Whether there was one. Its secrets are gone; it stays for the deliveries that name it. */
    public Uni<Boolean> delete(SubscriptionScope scope, UUID id) {
        return pool.write(scope.ownerId(), DELETE, seen(scope).addValue(id)).map(rows -> rows.size() == 1);
    }

    /**
     * @param publicKey what verifies from now on, where the secret is a key
     * @param grace for how long the secret of now signs too
     */
    public Uni<Optional<StoredSubscription>> rotate(
            SubscriptionScope scope, UUID id, String sealedSecret, @Nullable String publicKey, Duration grace) {
        Tuple row = seen(scope)
                .addValue(id)
                .addValue(sealedSecret)
                .addValue(grace.toSeconds())
                .addValue(publicKey);
        return changed(scope, ROTATE, row);
    }

    /** Whether there still is what it is for, and stays until the end of the transaction. */
    private static Uni<Boolean> holdPlace(SqlConnection connection, SubscriptionScope scope) {
        Uni<Boolean> endpoint = isThere(connection, ONE_AT_A_TIME, scope.endpointId());
        UUID collaboratorId = scope.collaboratorId();
        return collaboratorId == null
                ? endpoint
                : endpoint.chain(there -> there
                        ? isThere(connection, SUBSCRIBER, collaboratorId)
                        : Uni.createFrom().item(false));
    }

    private static Uni<Boolean> isThere(SqlConnection connection, String sql, UUID id) {
        return run(connection, sql, Tuple.of(id)).map(rows -> rows.rowCount() == 1);
    }

    private static Addition<StoredSubscription> addition(Optional<StoredSubscription> stored) {
        return stored.<Addition<StoredSubscription>>map(Addition.Added::new).orElseGet(Addition.Full::new);
    }

    private Uni<Optional<StoredSubscription>> changed(SubscriptionScope scope, String sql, Tuple row) {
        return pool.transact(
                scope.ownerId(),
                connection -> run(connection, sql, row).chain(rows -> found(connection, scope, id(rows))));
    }

    private static Uni<Optional<StoredSubscription>> found(
            SqlConnection connection, SubscriptionScope scope, Optional<UUID> id) {
        return id.map(known ->
                        run(connection, FIND, seen(scope).addValue(known)).map(SubscriptionRows::first))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Tuple seen(SubscriptionScope scope) {
        return Tuple.tuple()
                .addValue(scope.ownerId())
                .addValue(scope.endpointId())
                .addValue(scope.collaboratorId())
                .addValue(
                        scope.environment() == null ? null : scope.environment().wireName());
    }

    private static Optional<UUID> id(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getUUID("id"));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }
}
