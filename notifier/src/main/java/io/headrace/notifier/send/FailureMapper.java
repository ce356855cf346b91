package io.headrace.notifier.send;

import io.headrace.store.delivery.AttemptFailure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
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
        if (has(thrown, TimeoutException.class) || has(thrown, ConnectTimeoutException.class)) {
            return AttemptFailure.TIMEOUT;
        }
        return switch (progress) {
            case CONNECTING -> isTls(thrown) ? AttemptFailure.TLS : AttemptFailure.CONNECT;
            case SENT -> isUnreadable(thrown) ? AttemptFailure.BODY : AttemptFailure.RESET;
            case ANSWERING -> AttemptFailure.BODY;
        };
    }

    private static boolean isTls(Throwable thrown) {
        return !has(thrown, ConnectException.class)
                && (has(thrown, SSLException.class) || has(thrown, GeneralSecurityException.class));
    }

    private static boolean isUnreadable(Throwable thrown) {
        return has(thrown, DecoderException.class) || has(thrown, IllegalArgumentException.class);
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
