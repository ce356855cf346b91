package io.headrace.store.tenant;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The pool for the data of one owner. What is asked here sees and touches rows of that owner only, whatever the SQL
 * says: PostgreSQL's policies read who it is, for as long as the transaction lasts.
 */
@Singleton
public final class TenantPool {
    /** The role that ingest-api's connections have: the policies bind it. */
    public static final String ROLE = "headrace_tenant";

    private static final String READ = "BEGIN READ ONLY; SET LOCAL headrace.owner = '";
    private static final String WRITE = "BEGIN; SET LOCAL headrace.owner = '";
    private static final String WITHIN = "SET LOCAL headrace.owner = '";
    private static final String LIMIT = "; SET LOCAL statement_timeout = ";
    private static final String END = "COMMIT";
    private static final int ANSWER = 1;

    private final Pool pool;

    public TenantPool(Pool pool) {
        this.pool = pool;
    }

    /** One statement that changes nothing. */
    public Uni<RowSet<Row>> read(UUID ownerId, String sql, Tuple arguments) {
        return pool.withConnection(connection -> ask(connection, READ.concat(quoted(ownerId)), sql, arguments));
    }

    /** One statement that changes nothing, and that PostgreSQL cancels when it takes longer. */
    public Uni<RowSet<Row>> read(UUID ownerId, Duration limit, String sql, Tuple arguments) {
        String begin = READ.concat(quoted(ownerId)).concat(LIMIT.concat(Long.toString(limit.toMillis())));
        return pool.withConnection(connection -> ask(connection, begin, sql, arguments));
    }

    /** One statement that changes something, committed once it is answered. */
    public Uni<RowSet<Row>> write(UUID ownerId, String sql, Tuple arguments) {
        return pool.withConnection(connection -> ask(connection, WRITE.concat(quoted(ownerId)), sql, arguments));
    }

    /** Several statements in one transaction. */
    public <T> Uni<T> transact(UUID ownerId, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection ->
                connection.query(WITHIN.concat(quoted(ownerId))).execute().chain(() -> work.apply(connection)));
    }

    /**
     * All in one flight: nothing waits for the answer to what was sent before it. Should the beginning fail, nobody's
     * rows are seen; should the statement fail, PostgreSQL turns the end into a rollback.
     */
    private static Uni<RowSet<Row>> ask(SqlConnection connection, String begin, String sql, Tuple arguments) {
        return Uni.join()
                .all(
                        connection.query(begin).execute(),
                        connection.preparedQuery(sql).execute(arguments),
                        connection.query(END).execute())
                .andCollectFailures()
                .onFailure(CompositeException.class)
                .transform(TenantPool::first)
                .map((List<RowSet<Row>> answers) -> answers.get(ANSWER));
    }

    private static Throwable first(Throwable failures) {
        return ((CompositeException) failures).getCauses().get(0);
    }

    /** Sixteen bytes in hexadecimal: there is nothing in it to escape. */
    private static String quoted(UUID ownerId) {
        return ownerId.toString().concat("'");
    }
}
