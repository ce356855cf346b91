package io.headrace.store.day;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Drops days that are past their time, one at a call. It can only be done by locking their tables against everybody:
 * whoever cannot have them almost at once lets those go on who queue behind, and comes again.
 */
public final class OldDays {
    /** Of a statement whose first parameter is how many seconds a log is kept. */
    public static final String FIRST_KEPT =
            "((headrace_now() - $1::bigint * interval '1 second') AT TIME ZONE 'UTC')::date";

    /** The same, behind a time-ordered id: whether it is older. */
    public static final String BEFORE_FIRST_KEPT =
            " < headrace_id_floor(" + FIRST_KEPT + "::timestamp AT TIME ZONE 'UTC') ";

    private static final String LIMIT_LOCKS = "SET LOCAL lock_timeout = '100ms'";
    private static final String ONE_AT_A_TIME = "SELECT pg_try_advisory_xact_lock(hashtext($1)) AS mine";
    private static final String NO_LOCK = "55P03";

    private OldDays() {}

    /**
     * Drops one day.
     *
     * @param log whose days; one instance at a time is at them
     * @param call of the function that drops the oldest one before {@link #FIRST_KEPT} and answers which it was
     * @return that day; empty if there is none, if another instance is at it, or if its tables were busy
     */
    public static Uni<Optional<LocalDate>> drop(Pool pool, String log, String call, Duration kept) {
        return pool.withTransaction(connection -> connection
                        .query(LIMIT_LOCKS)
                        .execute()
                        .chain(() -> connection.preparedQuery(ONE_AT_A_TIME).execute(Tuple.of("headrace_days_" + log)))
                        .chain(rows -> rows.iterator().next().getBoolean("mine")
                                ? connection
                                        .preparedQuery("SELECT " + call + " AS day")
                                        .execute(Tuple.of(kept.toSeconds()))
                                        .map(dropped -> Optional.ofNullable(
                                                dropped.iterator().next().getLocalDate("day")))
                                : Uni.createFrom().item(Optional.<LocalDate>empty())))
                .onFailure(failure -> failure instanceof PgException e && NO_LOCK.equals(e.getSqlState()))
                .recoverWithItem(Optional.empty());
    }
}
