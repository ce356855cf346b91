package io.headrace.store.owner;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;

/** Says whether the database answers, has its tables, which another service creates, and keeps owners apart. */
@Singleton
public final class SchemaStore {
    /** The last object of the newest migration that is needed; a migration is there whole or not at all. */
    private static final String PROBE = """
            SELECT to_regclass('replay_job_turn') IS NOT NULL AS migrated,
                   coalesce(row_security_active(to_regclass('record')::oid), false) AS fenced""";

    private static final String NO_SUCH_ROLE = "22023";

    private final Pool pool;

    SchemaStore(Pool pool) {
        this.pool = pool;
    }

    /** With a connection of its own: the pool's short cut reports a refused connection a second time, later. */
    public Uni<SchemaState> state() {
        return pool.withConnection(connection -> connection.query(PROBE).execute())
                .map(rows -> state(rows.iterator().next()))
                .onFailure(SchemaStore::hasNoRole)
                .recoverWithItem(SchemaState.MISSING);
    }

    private static SchemaState state(Row row) {
        if (!row.getBoolean("migrated")) {
            return SchemaState.MISSING;
        }
        return row.getBoolean("fenced") ? SchemaState.THERE : SchemaState.UNFENCED;
    }

    /** The migration makes the role that connections have, and there is none without it. */
    private static boolean hasNoRole(Throwable failure) {
        return failure instanceof PgException e && NO_SUCH_ROLE.equals(e.getSqlState());
    }
}
