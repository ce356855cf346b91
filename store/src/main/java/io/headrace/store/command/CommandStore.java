package io.headrace.store.command;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The processor's door to PostgreSQL. */
@ApplicationScoped
public class CommandStore {
    private final Pool pool;

    CommandStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The position of a partition, which is made at {@code beginning} when there is none, and lifted to it when Kafka
     * no longer holds what lies between.
     *
     * @param beginning the smallest offset that Kafka still holds
     * @return the next offset to apply, and the one that stood there before
     */
    public Uni<Opened> open(String topicId, int partition, long beginning) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(topicId, partition, beginning))
                .map(rows -> rows.iterator().next())
                .map(row -> new Opened(row.getLong("next_offset"), row.getLong("before")));
    }

    /** @param before where the partition stood; equal to {@code nextOffset} unless commands were lost to retention */
    public record Opened(long nextOffset, long before) {}

    /** Positions of all partitions of a topic. */
    public Uni<Map<Integer, Long>> positions(String topicId) {
        return pool.preparedQuery("SELECT partition, next_offset FROM partition_position WHERE topic_id = $1")
                .execute(Tuple.of(topicId))
                .map(CommandStore::offsets);
    }

    /** Runs {@code work} in one transaction: all of it is committed, or none. */
    public <T> Uni<T> transaction(String topicId, Function<CommandTransaction, Uni<T>> work) {
        return pool.withTransaction(connection -> work.apply(new CommandTransaction(topicId, connection)));
    }

    /** Makes the operation log's daily partitions, a week ahead; gives up quickly where that would hold others up. */
    public Uni<Void> keepPartitions() {
        return pool.withTransaction(connection -> connection
                .query("SET LOCAL lock_timeout = '2s'")
                .execute()
                .chain(() -> connection
                        .query("SELECT pg_advisory_xact_lock(hashtext('headrace_ensure_partitions'))")
                        .execute())
                .chain(() -> connection
                        .query("SELECT headrace_ensure_partitions('operation',"
                                + " (statement_timestamp() AT TIME ZONE 'UTC')::date, 8)")
                        .execute())
                .replaceWithVoid());
    }

    /** Sets a position back to where Kafka's log ends: what stood between was lost by Kafka. */
    public Uni<Void> setBack(String topicId, int partition, long end) {
        return pool.preparedQuery("UPDATE partition_position SET next_offset = $3, updated_at = headrace_now()"
                        + " WHERE topic_id = $1 AND partition = $2")
                .execute(Tuple.of(topicId, partition, end))
                .replaceWithVoid();
    }

    static Map<Integer, Long> offsets(RowSet<Row> rows) {
        Map<Integer, Long> offsets = new HashMap<>();
        rows.forEach(row -> offsets.put(row.getInteger("partition"), row.getLong("next_offset")));
        return offsets;
    }

    private static final String OPEN = """
            WITH before AS (
                SELECT next_offset FROM partition_position WHERE topic_id = $1 AND partition = $2),
            opened AS (
                INSERT INTO partition_position AS p (topic_id, partition, next_offset, updated_at)
                VALUES ($1, $2, $3, headrace_now())
                ON CONFLICT (topic_id, partition) DO UPDATE
                    SET next_offset = greatest(p.next_offset, EXCLUDED.next_offset), updated_at = headrace_now()
                RETURNING next_offset)
            SELECT opened.next_offset, coalesce(before.next_offset, opened.next_offset) AS before
            FROM opened LEFT JOIN before ON true
            """;
}
