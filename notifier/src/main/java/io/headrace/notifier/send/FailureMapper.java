package io.headrace.notifier.send;

import io.headrace.store.delivery.AttemptFailure;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Names the class of error behind what the HTTP client threw; how far the attempt had come decides the rest. */
final class FailureMapper {
    private static final int MAX_CAUSES = 16;

    /** How far an attempt came. */
    enum Progress {
        CONNECTING,
        SENT,
        ANSWERING
    }

    private FailureMapper() {}

    static AttemptFailure map(Throwable thrown, Progress progress) {
        if (has(thrown, TimeoutException.class) || has(thrown, io.netty.channel.ConnectTimeoutException.class)) {
            return AttemptFailure.TIMEOUT;
        }
        return switch (progress) {
            case CONNECTING -> isTls(thrown) ? AttemptFailure.TLS : AttemptFailure.CONNECT;
            case SENT -> isBroken(thrown) ? AttemptFailure.RESET : AttemptFailure.BODY;
            case ANSWERING -> AttemptFailure.BODY;
        };
    }

    private static boolean isTls(Throwable thrown) {
        return !has(thrown, ConnectException.class)
                && (has(thrown, SSLException.class) || has(thrown, GeneralSecurityException.class));
    }

    private static boolean isBroken(Throwable thrown) {
        return has(thrown, IOException.class)
                || has(thrown, HttpClosedException.class)
                || has(thrown, StreamResetException.class);
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (kind.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
