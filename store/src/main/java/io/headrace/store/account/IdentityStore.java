package io.headrace.store.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps which person at which provider is which owner. */
@Singleton
public final class IdentityStore {
    private static final String FIND = """
            SELECT o.id, o.account, o.name, o.role, o.active
            FROM owner_identity i JOIN owner o ON o.id = i.owner_id
            WHERE i.issuer = $1 AND i.subject = $2""";
    private static final String CREATE = """
            INSERT INTO owner (id, account, name, role, plan, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, headrace_now(), headrace_now())
            ON CONFLICT (account) DO NOTHING""";
    /** An account that another person at the same provider has is not given to a second one. */
    private static final String LINK = """
            INSERT INTO owner_identity (issuer, subject, owner_id, created_at)
            SELECT $1, $2, id, headrace_now() FROM owner WHERE account = $3
            ON CONFLICT DO NOTHING""";

    private final Pool pool;

    IdentityStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<AccountView>> find(String issuer, String subject) {
        return pool.withConnection(connection -> find(connection, issuer, subject));
    }

    /**
     * Makes this person the owner of the account from now on, if nobody at the same provider is.
     *
     * @param added made first, if there is no such account; null if it must be there
     */
    public Uni<Optional<AccountView>> link(String issuer, String subject, String account, @Nullable NewAccount added) {
        return pool.withTransaction(connection -> create(connection, added)
                .chain(() -> run(connection, LINK, Tuple.of(issuer, subject, account)))
                .chain(() -> find(connection, issuer, subject)));
    }

    private static Uni<Void> create(SqlConnection connection, @Nullable NewAccount added) {
        return added == null
                ? Uni.createFrom().voidItem()
                : run(
                                connection,
                                CREATE,
                                Tuple.of(
                                        added.id(),
                                        added.account(),
                                        added.name(),
                                        added.role().wireName(),
                                        added.plan()))
                        .replaceWithVoid();
    }

    private static Uni<Optional<AccountView>> find(SqlConnection connection, String issuer, String subject) {
        return run(connection, FIND, Tuple.of(issuer, subject)).map(rows -> Rows.first(rows, Rows::account));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }
}
