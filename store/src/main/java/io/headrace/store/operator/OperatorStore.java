package io.headrace.store.operator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The database for one command of an operator: a connection of its own, without the bounds that requests need, and
 * answers that are waited for.
 */
public final class OperatorStore implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;
    private static final String CREATE_ADMIN = """
            INSERT INTO owner (id, account, name, password_hash, role, plan, created_at)
            VALUES ($1, $2, $2, $3, 'admin', 'free', headrace_now())
            ON CONFLICT (account) DO NOTHING""";
    private static final String RESET_PASSWORD = """
            WITH changed AS (
                UPDATE owner SET password_hash = $2, updated_at = headrace_now() WHERE account = $1 RETURNING id),
                 ended AS (DELETE FROM owner_session USING changed WHERE owner_id = changed.id)
            SELECT id FROM changed""";
    private static final String KEYS_NOT_UNDER = """
            SELECT k.id FROM api_key k
            WHERE NOT EXISTS (SELECT FROM api_key_pepper p WHERE p.key_id = k.id AND p.pepper_id = $1)
              AND k.revoked_at IS NULL
            ORDER BY k.id""";

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    /** @param url {@code postgresql://host:port/database} */
    public OperatorStore(String url, String username, String password) {
        PgConnectOptions server =
                PgConnectOptions.fromUri(url).setUser(username).setPassword(password);
        this.pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(server)
                .using(vertx)
                .build();
    }

    /** False if there is such an account. @param account in the form in which it is compared */
    public boolean createAdmin(UUID id, String account, String passwordHash) {
        return run(CREATE_ADMIN, Tuple.of(id, account, passwordHash)).rowCount() == 1;
    }

    /** Ends the account's sessions too. False if there is no such account. */
    public boolean resetPassword(String account, String passwordHash) {
        return run(RESET_PASSWORD, Tuple.of(account, passwordHash)).size() == 1;
    }

    /** The next ones that are not sealed by the key with this id; none left: an empty list. */
    public List<SealedText> sealedByOthers(SealedColumn column, String keyId, @Nullable String afterKey) {
        return all(
                run(column.select(), Tuple.of(keyId + ".", afterKey)),
                row -> new SealedText(row.getString("key"), row.getString("bound_to"), row.getString("sealed")));
    }

    /** All of them in one transaction; how many were still as they had been read. */
    public int reseal(SealedColumn column, List<SealedText> former, List<String> sealed) {
        return run(
                        column.update(),
                        Tuple.of(
                                former.stream().map(SealedText::key).toArray(String[]::new),
                                former.stream().map(SealedText::sealed).toArray(String[]::new),
                                sealed.toArray(String[]::new)))
                .rowCount();
    }

    /** Keys that may be used and were not seen yet under this pepper. */
    public List<String> keysNotUnder(String pepperId) {
        return all(run(KEYS_NOT_UNDER, Tuple.of(pepperId)), row -> row.getString("id"));
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
    }

    private RowSet<Row> run(String sql, Tuple arguments) {
        return await(pool.preparedQuery(sql).execute(arguments));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(read.apply(row)));
        return all;
    }

    /** @throws IllegalStateException in the words of PostgreSQL */
    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the database does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
