package io.headrace.store.account;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps accounts: who there is, what each may do, and on which plan. */
@Singleton
public final class AccountStore {
    private static final String COLUMNS =
            "id, account, name, role, active, plan, plan_expires_at, created_at, updated_at";
    private static final String CREATE = """
            WITH chosen AS (SELECT name FROM plan WHERE name = $6 FOR KEY SHARE),
                 created AS (
                     INSERT INTO owner (id, account, name, password_hash, role, plan, created_at, updated_at)
                     SELECT $1, $2, $3, $4, $5, name, headrace_now(), headrace_now() FROM chosen
                     ON CONFLICT (account) DO NOTHING
                     RETURNING id)
            SELECT EXISTS (SELECT FROM chosen) AS chosen, EXISTS (SELECT FROM created) AS created""";
    private static final String FIND = "SELECT " + COLUMNS + " FROM owner WHERE id = $1";
    private static final String LIST = """
            SELECT %s FROM owner WHERE $1::text IS NULL OR account = $1
            ORDER BY id DESC LIMIT $2 OFFSET $3""".formatted(COLUMNS);
    private static final String COUNT = "SELECT count(*) AS total FROM owner WHERE $1::text IS NULL OR account = $1";
    /** In one order, so that two of them who take each other's rights wait and do not lock each other out. */
    private static final String LOCK_ADMINS = """
            SELECT id FROM owner WHERE role = 'admin' AND active ORDER BY id FOR UPDATE""";

    private static final String CHANGE = """
            UPDATE owner SET name = coalesce($2, name), password_hash = coalesce($3, password_hash),
                             active = coalesce($4, active), role = coalesce($5, role), updated_at = headrace_now()
            WHERE id = $1 RETURNING %s""".formatted(COLUMNS);
    private static final String END_SESSIONS = """
            DELETE FROM owner_session WHERE owner_id = $1 AND ($2::bytea IS NULL OR token_hash <> $2)""";
    private static final String SET_PLAN = """
            UPDATE owner SET plan = $2, plan_expires_at = $3, updated_at = headrace_now()
            WHERE id = $1 AND EXISTS (SELECT FROM plan WHERE name = $2 FOR KEY SHARE)
            RETURNING %s""".formatted(COLUMNS);
    private static final String PASSWORD_HASH = "SELECT password_hash FROM owner WHERE id = $1";

    private final Pool pool;

    AccountStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<AccountOutcome> create(NewAccount account) {
        Tuple arguments = Tuple.of(
                account.id(),
                account.account(),
                account.name(),
                account.passwordHash(),
                account.role().wireName());
        return run(CREATE, arguments.addString(account.plan()))
                .map(rows -> outcome(rows.iterator().next()));
    }

    public Uni<Optional<OwnerView>> find(UUID id) {
        return run(FIND, Tuple.of(id)).map(rows -> Rows.first(rows, AccountStore::owner));
    }

    /** Newest first. @param account null for all of them */
    public Uni<OwnerPage> list(@Nullable String account, int limit, long offset) {
        return run(COUNT, Tuple.of(account))
                .chain(counted -> run(LIST, Tuple.of(account, limit, offset))
                        .map(rows -> new OwnerPage(
                                Rows.all(rows, AccountStore::owner),
                                counted.iterator().next().getLong("total"))));
    }

    /**
     * Changes what is named. Sessions end where they must.
     *
     * @param by the administrator whose word it is: without effect if he is none any more by now
     */
    public Uni<Optional<OwnerView>> change(UUID id, AccountChange change, UUID by) {
        return pool.withTransaction(connection -> stillAdmin(connection, change, by)
                .chain(still -> still
                        ? changed(connection, id, change, null)
                        : Uni.createFrom().item(Optional.empty())));
    }

    /** Changes the caller's own account. @param keptSession the hash of the session that goes on */
    public Uni<Optional<OwnerView>> changeOwn(UUID id, AccountChange change, byte @Nullable [] keptSession) {
        return pool.withTransaction(connection -> changed(connection, id, change, keptSession));
    }

    /** Empty if there is no such owner or no such plan. @param expiresAt null for a plan that does not end */
    public Uni<Optional<OwnerView>> setPlan(UUID id, String plan, @Nullable Instant expiresAt) {
        return run(SET_PLAN, Tuple.of(id, plan, Rows.argument(expiresAt)))
                .map(rows -> Rows.first(rows, AccountStore::owner));
    }

    /** Null within for an account without a password. */
    public Uni<Optional<String>> passwordHash(UUID id) {
        return run(PASSWORD_HASH, Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.ofNullable(rows.iterator().next().getString("password_hash")));
    }

    private static Uni<Boolean> stillAdmin(SqlConnection connection, AccountChange change, UUID by) {
        return change.mayTakeAnAdmin()
                ? connection
                        .query(LOCK_ADMINS)
                        .execute()
                        .map(rows -> Rows.all(rows, row -> row.getUUID("id")).contains(by))
                : Uni.createFrom().item(true);
    }

    private static Uni<Optional<OwnerView>> changed(
            SqlConnection connection, UUID id, AccountChange change, byte @Nullable [] keptSession) {
        String role = change.role() == null ? null : change.role().wireName();
        Tuple arguments = Tuple.of(id, change.name(), change.passwordHash(), change.active(), role);
        Uni<Optional<OwnerView>> changed =
                connection.preparedQuery(CHANGE).execute(arguments).map(rows -> Rows.first(rows, AccountStore::owner));
        Tuple sessions = Tuple.of(id, keptSession == null ? null : Buffer.buffer(keptSession));
        return change.endsSessions()
                ? changed.call(() -> connection.preparedQuery(END_SESSIONS).execute(sessions))
                : changed;
    }

    private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return pool.withConnection(connection -> connection.preparedQuery(sql).execute(arguments));
    }

    private static AccountOutcome outcome(Row row) {
        if (!row.getBoolean("chosen")) {
            return AccountOutcome.PLAN_MISSING;
        }
        return row.getBoolean("created") ? AccountOutcome.CREATED : AccountOutcome.TAKEN;
    }

    private static OwnerView owner(Row row) {
        return new OwnerView(
                row.getUUID("id"),
                row.getString("account"),
                row.getString("name"),
                AccountRole.ofWireName(row.getString("role")),
                row.getBoolean("active"),
                row.getString("plan"),
                Rows.time(row, "plan_expires_at"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
