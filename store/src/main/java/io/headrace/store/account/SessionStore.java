package io.headrace.store.account;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Keeps who is logged in, by the hash of a token that only its holder has. */
@Singleton
public final class SessionStore {
    private static final String LOGIN = """
            SELECT id, account, name, role, active, password_hash FROM owner WHERE account = $1""";
    private static final String OPEN = """
            INSERT INTO owner_session (token_hash, owner_id, created_at, expires_at)
            SELECT $1, id, headrace_now(), $3 FROM owner
            WHERE id = $2 AND password_hash = $4 AND active FOR SHARE""";
    private static final String FIND = """
            SELECT o.id, o.account, o.name, o.role, o.active, s.expires_at
            FROM owner_session s JOIN owner o ON o.id = s.owner_id
            WHERE s.token_hash = $1""";
    private static final String CLOSE = "DELETE FROM owner_session WHERE token_hash = $1";
    private static final String PRUNE = "DELETE FROM owner_session WHERE expires_at < $1";

    private final Pool pool;

    SessionStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<StoredLogin>> findLogin(String account) {
        return run(LOGIN, Tuple.of(account))
                .map(rows ->
                        Rows.first(rows, row -> new StoredLogin(Rows.account(row), row.getString("password_hash"))));
    }

    /**
     * Whether there is a session now: none is opened with a password that was changed since it was looked up.
     *
     * @param tokenHash SHA-256 of the session's token
     */
    public Uni<Boolean> open(byte[] tokenHash, StoredLogin login, Instant expiresAt) {
        Tuple row = Tuple.of(
                Buffer.buffer(tokenHash),
                login.account().id(),
                expiresAt.atOffset(ZoneOffset.UTC),
                login.passwordHash());
        return run(OPEN, row).map(rows -> rows.rowCount() == 1);
    }

    /** The session, whether it has expired or not. */
    public Uni<Optional<StoredSession>> find(byte[] tokenHash) {
        return run(FIND, Tuple.of(Buffer.buffer(tokenHash)))
                .map(rows -> Rows.first(
                        rows,
                        row -> new StoredSession(
                                Rows.account(row),
                                row.getOffsetDateTime("expires_at").toInstant())));
    }

    public Uni<Void> close(byte[] tokenHash) {
        return run(CLOSE, Tuple.of(Buffer.buffer(tokenHash))).replaceWithVoid();
    }

    /** Forgets the sessions that expired before this time; says how many. */
    public Uni<Integer> prune(Instant expiredBefore) {
        return run(PRUNE, Tuple.of(expiredBefore.atOffset(ZoneOffset.UTC))).map(RowSet::rowCount);
    }

    private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return pool.withConnection(connection -> connection.preparedQuery(sql).execute(arguments));
    }
}
