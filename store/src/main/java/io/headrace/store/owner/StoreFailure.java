package io.headrace.store.owner;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
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
                || cause instanceof VertxException
                || cause instanceof PgException e && (isRefusal(e) || isPassing(e.getSqlState()));
    }

    /** The connection is not let in: not yet, as the role that it asks for comes with the tables. */
    private static boolean isRefusal(PgException failure) {
        return "FATAL".equals(failure.getSeverity());
    }

    /** Connection lost, out of resources, shut down or cancelled by statement_timeout; not there yet. */
    private static boolean isPassing(String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57")
                        || sqlState.equals("42P01"));
    }
}
