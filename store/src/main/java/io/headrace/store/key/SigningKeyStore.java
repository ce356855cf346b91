package io.headrace.store.key;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the keys that sign tokens. Whoever changes them waits for who is doing so, so several instances make one. */
@Singleton
public final class SigningKeyStore {
    /** How long instances may take to see a change of the keys. */
    public static final Duration NOTICE = Duration.ofSeconds(10);

    /** Chosen once at random; the lock is for this table alone. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(5284217406021)";

    private static final String ALL = """
            SELECT kid, sealed_key, signs_from, signs_until, verifies_until FROM signing_key ORDER BY signs_from, kid""";
    private static final String INSERT = """
            INSERT INTO signing_key (kid, sealed_key, created_at, signs_from, signs_until, verifies_until)
            VALUES ($1, $2, headrace_now(), $3, $4, $5)""";
    private static final String FORGET = "DELETE FROM signing_key WHERE verifies_until <= $1";
    private static final String END_CURRENT = """
            UPDATE signing_key SET signs_until = $1, verifies_until = $1 + (verifies_until - signs_until)
            WHERE signs_from <= $1 AND signs_until > $1""";
    private static final String BEGIN_NEXT = """
            UPDATE signing_key SET signs_from = $1
            WHERE kid = (SELECT kid FROM signing_key WHERE signs_from > $1 ORDER BY signs_from LIMIT 1)""";
    private static final String FORGET_ALL = "DELETE FROM signing_key";

    private final Pool pool;

    SigningKeyStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<StoredSigningKey>> all() {
        return pool.withConnection(SigningKeyStore::all);
    }

    /**
     * Forgets what verifies nothing any more, and adds what {@code missing} makes of what is there.
     *
     * @return what is there afterwards
     */
    public Uni<List<StoredSigningKey>> complete(
            Instant now, Function<List<StoredSigningKey>, Optional<StoredSigningKey>> missing) {
        return alone(connection -> run(connection, FORGET, Tuple.of(KeyRows.argument(now)))
                .chain(() -> all(connection))
                .chain(keys -> missing.apply(keys)
                        .map(key -> insert(connection, key).chain(() -> all(connection)))
                        .orElseGet(() -> Uni.createFrom().item(keys))));
    }

    /**
     * Lets another key sign from then on; the tokens that were signed before stay good until they are over. For
     * operators.
     *
     * @param at far enough ahead that every instance knows the next key by then: {@link #NOTICE} or more
     */
    public Uni<Void> rotate(Instant at) {
        Tuple time = Tuple.of(KeyRows.argument(at));
        return alone(connection -> run(connection, END_CURRENT, time).chain(() -> run(connection, BEGIN_NEXT, time)))
                .replaceWithVoid();
    }

    /** Makes every token that was ever signed worthless within seconds: for keys that have leaked. For operators. */
    public Uni<Void> forgetAll() {
        return alone(connection -> connection.query(FORGET_ALL).execute()).replaceWithVoid();
    }

    private <T> Uni<T> alone(Function<SqlConnection, Uni<T>> change) {
        return pool.withTransaction(
                connection -> connection.query(LOCK).execute().chain(() -> change.apply(connection)));
    }

    private static Uni<List<StoredSigningKey>> all(SqlConnection connection) {
        return connection.preparedQuery(ALL).execute().map(rows -> KeyRows.all(rows, SigningKeyStore::key));
    }

    private static Uni<RowSet<Row>> insert(SqlConnection connection, StoredSigningKey key) {
        return run(
                connection,
                INSERT,
                Tuple.of(
                        key.kid(),
                        key.sealedKey(),
                        KeyRows.argument(key.signsFrom()),
                        KeyRows.argument(key.signsUntil()),
                        KeyRows.argument(key.verifiesUntil())));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }

    private static StoredSigningKey key(Row row) {
        return new StoredSigningKey(
                row.getString("kid"),
                row.getString("sealed_key"),
                row.getOffsetDateTime("signs_from").toInstant(),
                row.getOffsetDateTime("signs_until").toInstant(),
                row.getOffsetDateTime("verifies_until").toInstant());
    }
}
