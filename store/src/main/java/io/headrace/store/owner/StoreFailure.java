package io.headrace.store.owner;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a database that does not answer, which passes, from a mistake of ours, which does not. */
public final class StoreFailure {
    private static final int MAX_CAUSES = 10;

    private StoreFailure() {}

    public static boolean isUnavailable(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (isSign(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isSign(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException
                || isWaitForConnection(cause)
                || cause instanceof PgException e && (isRefusal(e) || isPassing(e.getSqlState()))
                // What PostgreSQL itself says is of the same family, and is judged above.
                || cause instanceof VertxException && !(cause instanceof DatabaseException);
    }

    /** All connections of the pool were taken for longer than anybody waits for one; the client has no type for it. */
    private static boolean isWaitForConnection(Throwable cause) {
        return cause instanceof NoStackTraceThrowable && "Timeout".equals(cause.getMessage());
    }

    /** The connection is not let in: not yet, as the role that it asks for comes with the tables. */
    private static boolean isRefusal(PgException failure) {
        return "FATAL".equals(failure.getSeverity());
    }

    /**
     * Connection lost, rolled back for another's sake, out of resources, shut down or cancelled by statement_timeout, a
     * lock that is not to be had; a table or function that is not there yet.
     */
    private static boolean isPassing(String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("40")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57")
                        || Set.of("25P03", "42883", "42P01", "55P03").contains(sqlState));
    }
}
