package io.headrace.ingest.http;

import io.headrace.contracts.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.NoStackTraceThrowable;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Reads a body up to a limit, exact to the byte, whether its length was announced or not. */
@Singleton
public final class BodyIntake {
    /** A body that is not complete by then is from a client too slow to serve: its connection is closed. */
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final Vertx vertx;

    BodyIntake(Vertx vertx) {
        this.vertx = vertx;
    }

    public Uni<byte[]> read(Exchange exchange, int limit) {
        HttpServerRequest request = exchange.routing().request();
        if (announcedLength(request) > limit) {
            return Uni.createFrom().failure(tooLarge());
        }
        return Uni.createFrom().emitter(emitter -> collect(request, limit, emitter));
    }

    private void collect(HttpServerRequest request, int limit, UniEmitter<? super byte[]> emitter) {
        long deadline =
                vertx.setTimer(DEADLINE.toMillis(), id -> request.connection().close());
        Buffer body = Buffer.buffer((int) Math.max(0, Math.min(limit, announcedLength(request))));
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= limit) {
                body.appendBuffer(chunk);
                return;
            }
            vertx.cancelTimer(deadline);
            request.handler(null);
            request.endHandler(null);
            emitter.fail(tooLarge());
        });
        request.exceptionHandler(failure -> {
            vertx.cancelTimer(deadline);
            emitter.fail(new NoStackTraceThrowable("the client went away"));
        });
        request.endHandler(end -> {
            vertx.cancelTimer(deadline);
            emitter.complete(body.getBytes());
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        // Another form than digits never gets here: the HTTP codec refuses it.
        return length == null ? -1 : Long.parseLong(length.trim());
    }

    private static ProblemException tooLarge() {
        return Problem.of(ErrorCode.BODY_TOO_LARGE).exception();
    }
}
