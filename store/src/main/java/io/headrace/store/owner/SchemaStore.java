package io.headrace.store.owner;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Says whether the database answers and has its tables, which another service creates. */
@Singleton
public final class SchemaStore {
    /** The last table of the newest migration that is needed; a migration is there whole or not at all. */
    private static final String PROBE = "SELECT to_regclass('subscription_state') IS NOT NULL AS migrated";

    private final Pool pool;

    SchemaStore(Pool pool) {
        this.pool = pool;
    }

    /** With a connection of its own: the pool's short cut reports a refused connection a second time, later. */
    public Uni<Boolean> isThere() {
        return pool.withConnection(connection -> connection.query(PROBE).execute())
                .map(rows -> rows.iterator().next().getBoolean("migrated"));
    }
}
