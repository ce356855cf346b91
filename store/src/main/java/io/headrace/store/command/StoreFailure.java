package io.headrace.store.command;

import io.vertx.pgclient.PgException;
import java.time.DateTimeException;

/** Tells a failure that will repeat with the same commands from one that passes. */
public final class StoreFailure {
    private StoreFailure() {}

    /**
     * Whether PostgreSQL refuses what is in the batch (data exception, integrity, a value beyond a limit), or our own
     * code cannot bind it. Everything else (connection, deadlock, resources, shutdown) is worth another try.
     */
    public static boolean isCausedByContent(Throwable failure) {
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState() == null ? "" : refused.getSqlState();
            return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        }
        return failure instanceof IllegalArgumentException
                || failure instanceof ArithmeticException
                || failure instanceof DateTimeException
                || failure instanceof ClassCastException
                || failure instanceof NullPointerException
                || failure instanceof IndexOutOfBoundsException;
    }

    /** Whether a row was there that the transaction had not seen: one that a command of another partition wrote. */
    public static boolean isCollision(Throwable failure) {
        return failure instanceof PgException refused && "23505".equals(refused.getSqlState());
    }

    /** For a log line: the SQLSTATE alone, because PostgreSQL's own words may quote a client's data. */
    public static String describe(Throwable failure) {
        return failure instanceof PgException refused ? "SQLSTATE " + refused.getSqlState() : failure.toString();
    }
}
