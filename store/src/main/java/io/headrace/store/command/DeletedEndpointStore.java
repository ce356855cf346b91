package io.headrace.store.command;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Removes the records of deleted endpoints, a few in each transaction. An endpoint is looked at again and again, at
 * growing intervals, for as long as a command for it may still come out of Kafka.
 */
@ApplicationScoped
public class DeletedEndpointStore {
    private static final String NEXT = """
            SELECT endpoint_id, owner_id FROM deleted_endpoint WHERE next_look_at <= headrace_now()
            ORDER BY next_look_at LIMIT 1 FOR UPDATE SKIP LOCKED""";

    /** A record that a command is at work on is left for the next look: nobody waits for the other. */
    private static final String REMOVE = """
            DELETE FROM record r
            USING (SELECT environment, id FROM record
                   WHERE owner_id = $1 AND endpoint_id = $2 AND %s
                   LIMIT $3 FOR UPDATE SKIP LOCKED) AS gone
            WHERE r.environment = gone.environment AND r.id = gone.id""";

    private static final String REMOVE_RECORDS = REMOVE.formatted("deleted_at IS NULL");
    private static final String REMOVE_TOMBSTONES = REMOVE.formatted("deleted_at IS NOT NULL");

    private static final String FOUND = """
            UPDATE deleted_endpoint SET quiet_since = headrace_now(), next_look_at = headrace_now()
            WHERE endpoint_id = $1""";
    private static final String FOUND_NOTHING = """
            UPDATE deleted_endpoint
            SET next_look_at = headrace_now()
                + least(interval '1 hour', greatest(interval '1 second', (headrace_now() - quiet_since) / 4))
            WHERE endpoint_id = $1""";
    private static final String FORGET = """
            DELETE FROM deleted_endpoint
            WHERE endpoint_id = $1 AND quiet_since < headrace_now() - make_interval(secs => $2)""";

    private final Pool pool;

    DeletedEndpointStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Looks at one endpoint whose turn it is.
     *
     * @param atMost how many records and how many tombstones may go at once
     * @param quiet after so long without a find the endpoint is forgotten
     * @return how many went
     */
    public Uni<Integer> sweep(int atMost, Duration quiet) {
        return pool.withTransaction(connection -> run(connection, NEXT, Tuple.tuple())
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(0)
                        : sweep(connection, rows.iterator().next(), atMost, quiet)));
    }

    private static Uni<Integer> sweep(SqlConnection connection, Row next, int atMost, Duration quiet) {
        UUID endpointId = next.getUUID("endpoint_id");
        Tuple some = Tuple.of(next.getUUID("owner_id"), endpointId, atMost);
        return run(connection, REMOVE_RECORDS, some)
                .chain(records -> run(connection, REMOVE_TOMBSTONES, some)
                        .map(tombstones -> records.rowCount() + tombstones.rowCount()))
                .call(removed -> removed > 0
                        ? run(connection, FOUND, Tuple.of(endpointId))
                        : run(connection, FOUND_NOTHING, Tuple.of(endpointId))
                                .chain(() ->
                                        run(connection, FORGET, Tuple.of(endpointId, (double) quiet.toSeconds()))));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }
}
