package io.headrace.store.subscription;

import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Keeps who was invited to an endpoint, by the hash of a token that only they have. */
@Singleton
public final class CollaboratorStore {
    /** Collaborators that one endpoint may have. */
    public static final int MAX_PER_ENDPOINT = 50;

    private static final String COLUMNS = "id, owner_id, endpoint_id, email, name, created_at";

    // Held until the insert is there, so that two of them cannot both be the last one.
    private static final String ONE_AT_A_TIME = "SELECT FROM endpoint WHERE id = $1 FOR NO KEY UPDATE";

    private static final String COUNT = "SELECT count(*) FROM collaborator WHERE owner_id = $1 AND endpoint_id = $2";

    private static final String ADD = """
            INSERT INTO collaborator (id, owner_id, endpoint_id, email, name, token_hash, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, headrace_now())
            ON CONFLICT (endpoint_id, email) DO NOTHING
            RETURNING\s""" + COLUMNS;

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM collaborator WHERE owner_id = $1 AND endpoint_id = $2 AND id = $3";

    private static final String LIST = "SELECT " + COLUMNS
            + " FROM collaborator WHERE owner_id = $1 AND endpoint_id = $2 ORDER BY id LIMIT $3 OFFSET $4";

    // What they subscribed to ends with them; it is not left to the owner.
    private static final String STOP = """
            UPDATE subscription
            SET deleted_at = headrace_now(), stopped_at = coalesce(stopped_at, headrace_now()),
                sealed_secret = NULL, sealed_old_secret = NULL, sealed_headers = NULL, updated_at = headrace_now()
            WHERE owner_id = $1 AND endpoint_id = $2 AND collaborator_id = $3 AND deleted_at IS NULL""";

    // Waits for a subscription of theirs that is just being added: it is stopped with the others.
    private static final String LOCK =
            "SELECT FROM collaborator WHERE owner_id = $1 AND endpoint_id = $2 AND id = $3 FOR UPDATE";

    private static final String REMOVE =
            "DELETE FROM collaborator WHERE owner_id = $1 AND endpoint_id = $2 AND id = $3";

    // Who it is has to be known before it is known whose.
    private static final String BY_TOKEN = """
            SELECT c.id, c.owner_id, c.endpoint_id, c.email, c.name, c.created_at
            FROM headrace_door_collaborator($1) c JOIN owner o ON o.id = c.owner_id
            WHERE o.active""";

    private static final String DOCUMENT = "SELECT slug, name, schema FROM endpoint WHERE owner_id = $1 AND id = $2";

    private final TenantPool tenants;
    private final Pool pool;

    CollaboratorStore(TenantPool tenants, Pool pool) {
        this.tenants = tenants;
        this.pool = pool;
    }

    /** @param tokenHash SHA-256 of their token */
    public Uni<Invitation> invite(SubscriptionScope scope, UUID id, String email, String name, byte[] tokenHash) {
        Tuple row = Tuple.of(id, scope.ownerId(), scope.endpointId(), email, name, Buffer.buffer(tokenHash));
        return tenants.transact(
                scope.ownerId(),
                connection -> connection
                        .preparedQuery(ONE_AT_A_TIME)
                        .execute(Tuple.of(scope.endpointId()))
                        .chain(locked -> locked.rowCount() == 0
                                ? Uni.createFrom().item(new Invitation.Gone())
                                : invite(connection, scope, row)));
    }

    private static Uni<Invitation> invite(SqlConnection connection, SubscriptionScope scope, Tuple row) {
        return connection
                .preparedQuery(COUNT)
                .execute(whole(scope))
                .chain(count -> count.iterator().next().getLong(0) >= MAX_PER_ENDPOINT
                        ? Uni.createFrom().item(new Invitation.Full())
                        : connection.preparedQuery(ADD).execute(row).map(CollaboratorStore::invitation));
    }

    public Uni<CollaboratorPage> list(SubscriptionScope scope, int limit, long offset) {
        Tuple page = whole(scope).addValue((long) limit).addValue(offset);
        return tenants.transact(
                scope.ownerId(),
                connection -> connection
                        .preparedQuery(COUNT)
                        .execute(whole(scope))
                        .chain(total -> connection
                                .preparedQuery(LIST)
                                .execute(page)
                                .map(rows -> new CollaboratorPage(
                                        total.iterator().next().getLong(0), all(rows)))));
    }

    public Uni<Optional<StoredCollaborator>> find(SubscriptionScope scope, UUID id) {
        return tenants.read(scope.ownerId(), FIND, whole(scope).addValue(id)).map(CollaboratorStore::first);
    }

    /** Whether there was one. Their token opens nothing from now on, and their subscriptions are deleted. */
    public Uni<Boolean> remove(SubscriptionScope scope, UUID id) {
        return tenants.transact(
                scope.ownerId(),
                connection -> connection
                        .preparedQuery(LOCK)
                        .execute(whole(scope).addValue(id))
                        .chain(() -> connection
                                .preparedQuery(STOP)
                                .execute(whole(scope).addValue(id)))
                        .chain(() -> connection
                                .preparedQuery(REMOVE)
                                .execute(whole(scope).addValue(id)))
                        .map(removed -> removed.rowCount() == 1));
    }

    /** Whose token this is. */
    public Uni<Optional<StoredCollaborator>> findByToken(byte[] tokenHash) {
        return pool.withConnection(
                        connection -> connection.preparedQuery(BY_TOKEN).execute(Tuple.of(Buffer.buffer(tokenHash))))
                .map(CollaboratorStore::first);
    }

    /** Of the endpoint that they were invited to; empty where it is gone by now, and they with it. */
    public Uni<Optional<EndpointDocument>> document(StoredCollaborator collaborator) {
        return tenants.read(
                        collaborator.ownerId(), DOCUMENT, Tuple.of(collaborator.ownerId(), collaborator.endpointId()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new EndpointDocument(
                                row.getString("slug"), row.getString("name"), row.getString("schema")))
                        .findFirst());
    }

    private static Tuple whole(SubscriptionScope scope) {
        return Tuple.tuple().addValue(scope.ownerId()).addValue(scope.endpointId());
    }

    private static Invitation invitation(RowSet<Row> rows) {
        return first(rows).<Invitation>map(Invitation.Invited::new).orElseGet(Invitation.Known::new);
    }

    private static Optional<StoredCollaborator> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static List<StoredCollaborator> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new StoredCollaborator(
                        row.getUUID("id"),
                        row.getUUID("owner_id"),
                        row.getUUID("endpoint_id"),
                        row.getString("email"),
                        row.getString("name"),
                        row.getOffsetDateTime("created_at").toInstant()))
                .toList();
    }
}
