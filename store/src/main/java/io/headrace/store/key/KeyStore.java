package io.headrace.store.key;

import io.headrace.store.endpoint.Addition;
import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Keeps the keys of endpoints, by the hashes of their secrets. A key that was revoked is never changed again. */
@Singleton
public final class KeyStore {
    private static final String COLUMNS =
            "id, name, environment, scope, active, expires_at, created_at, previous_valid_until, revoked_at";
    private static final String OF_PLACE = " WHERE owner_id = $1 AND endpoint_id = $2";
    /** Who makes a key waits for who makes another, so that all of them are counted. */
    private static final String LOCK_ENDPOINT = """
            SELECT id FROM endpoint WHERE owner_id = $1 AND id = $2 FOR NO KEY UPDATE""";

    private static final String CREATE = """
            INSERT INTO api_key (owner_id, endpoint_id, id, environment, scope, name, secret_hash, expires_at, active,
                                 created_at, updated_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, true, headrace_now(), headrace_now()
            WHERE (SELECT count(*) FROM api_key WHERE endpoint_id = $2 AND revoked_at IS NULL) < $9
            RETURNING\s""" + COLUMNS;
    private static final String COUNT = "SELECT count(*) AS total FROM api_key" + OF_PLACE;
    private static final String PAGE =
            "SELECT " + COLUMNS + " FROM api_key" + OF_PLACE + " ORDER BY created_at DESC, id LIMIT $3 OFFSET $4";
    private static final String FIND = "SELECT " + COLUMNS + " FROM api_key" + OF_PLACE + " AND id = $3";
    private static final String CHANGE = """
            UPDATE api_key
            SET name = coalesce($4, name), scope = coalesce($5, scope), active = coalesce($6, active),
                expires_at = CASE WHEN $7 THEN $8 ELSE expires_at END, updated_at = headrace_now()
            WHERE owner_id = $1 AND endpoint_id = $2 AND id = $3 AND revoked_at IS NULL
            RETURNING\s""" + COLUMNS;
    private static final String ROTATE = """
            UPDATE api_key
            SET previous_secret_hash = secret_hash, previous_valid_until = $5, secret_hash = $4,
                secret_version = secret_version + 1, updated_at = headrace_now()
            WHERE owner_id = $1 AND endpoint_id = $2 AND id = $3 AND revoked_at IS NULL
            RETURNING\s""" + COLUMNS;
    private static final String REVOKE = """
            UPDATE api_key
            SET revoked_at = coalesce(revoked_at, headrace_now()), active = false, updated_at = headrace_now()
            WHERE owner_id = $1 AND endpoint_id = $2 AND id = $3
            RETURNING\s""" + COLUMNS;

    private final TenantPool tenants;

    KeyStore(TenantPool tenants) {
        this.tenants = tenants;
    }

    /** @param atMost keys that are not revoked */
    public Uni<Addition<StoredKey>> create(KeyPlace place, KeyDraft draft, int atMost) {
        Tuple arguments = of(place)
                .addString(draft.id())
                .addString(draft.environment().wireName())
                .addString(draft.scope().wireName())
                .addString(draft.name())
                .addValue(Buffer.buffer(draft.secretHash()))
                .addValue(KeyRows.argument(draft.expiresAt()))
                .addValue((long) atMost);
        return tenants.transact(
                place.ownerId(),
                connection -> run(connection, LOCK_ENDPOINT, of(place))
                        .chain(locked -> locked.rowCount() == 0
                                ? Uni.createFrom().item(new Addition.Gone<>())
                                : run(connection, CREATE, arguments).map(KeyStore::addition)));
    }

    public Uni<KeyPage> page(KeyPlace place, long offset, int limit) {
        return tenants.transact(
                place.ownerId(),
                connection -> run(connection, COUNT, of(place))
                        .map(rows -> rows.iterator().next().getLong("total"))
                        .chain(total -> run(
                                        connection,
                                        PAGE,
                                        of(place).addInteger(limit).addLong(offset))
                                .map(rows -> new KeyPage(total, KeyRows.keys(rows)))));
    }

    public Uni<Optional<StoredKey>> find(KeyPlace place, String id) {
        return tenants.read(place.ownerId(), FIND, of(place).addString(id)).map(KeyRows::firstKey);
    }

    /** Empty where there is no such key, or it was revoked. */
    public Uni<Optional<StoredKey>> change(KeyPlace place, String id, KeyChange change) {
        return write(
                place,
                CHANGE,
                of(place)
                        .addString(id)
                        .addString(change.name())
                        .addString(
                                change.scope() == null ? null : change.scope().wireName())
                        .addBoolean(change.active())
                        .addBoolean(change.changesExpiry())
                        .addValue(KeyRows.argument(change.expiresAt())));
    }

    /**
     * Gives the key a new secret; what was an old one already opens nothing from now on. Empty where there is no such
     * key, or it was revoked.
     */
    public Uni<Optional<StoredKey>> rotate(KeyPlace place, String id, byte[] secretHash, Instant previousValidUntil) {
        return write(
                place,
                ROTATE,
                of(place)
                        .addString(id)
                        .addValue(Buffer.buffer(secretHash))
                        .addValue(KeyRows.argument(previousValidUntil)));
    }

    /** Ends the key for ever; a second time changes nothing. Empty where there is no such key. */
    public Uni<Optional<StoredKey>> revoke(KeyPlace place, String id) {
        return write(place, REVOKE, of(place).addString(id));
    }

    private static Addition<StoredKey> addition(RowSet<Row> rows) {
        return KeyRows.firstKey(rows)
                .<Addition<StoredKey>>map(Addition.Added::new)
                .orElseGet(Addition.Full::new);
    }

    private Uni<Optional<StoredKey>> write(KeyPlace place, String sql, Tuple arguments) {
        return tenants.write(place.ownerId(), sql, arguments).map(KeyRows::firstKey);
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }

    private static Tuple of(KeyPlace place) {
        return Tuple.of(place.ownerId(), place.endpointId());
    }
}
