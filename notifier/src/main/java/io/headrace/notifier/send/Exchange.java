package io.headrace.notifier.send;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.HttpRequestImpl;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request on the wire: how far it came, the beginning of its answer, and the means to cut it off. The web client
 * hands out neither the request nor an unfinished answer, and its own timeout starts anew with every byte; without
 * this a target that drips could hold an attempt for ever.
 */
final class Exchange implements BodyCodec<Void>, BodyStream<Void> {
    private final int maxBodyBytes;
    private final AttemptClock clock;
    private final Buffer body = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private boolean leftAlone;
    private boolean cut;
    private boolean finished;

    Exchange(int maxBodyBytes, AttemptClock clock) {
        this.maxBodyBytes = maxBodyBytes;
        this.clock = clock;
    }

    /** Lets every exchange of a client see its own request and response. */
    static void intercept(HttpContext<?> context) {
        if (((HttpRequestImpl<?>) context.request()).bodyCodec() instanceof Exchange exchange
                && !exchange.goesOn(context)) {
            context.fail(exchange.whyNot(context));
        } else {
            context.next();
        }
    }

    /** Not where the connection came about only after the exchange was cut, or has closed again. */
    private synchronized boolean goesOn(HttpContext<?> context) {
        if (context.phase() == ClientPhase.SEND_REQUEST) {
            if (context.clientRequest().response().failed()) {
                leftAlone = true;
                return false;
            }
            request = context.clientRequest();
            clock.sent(ConnectionAge.of(request.connection()));
            return !cut;
        }
        if (context.phase() == ClientPhase.RECEIVE_RESPONSE) {
            response = context.clientResponse();
            clock.answering();
            return isAnswer(response.statusCode());
        }
        return true;
    }

    /**
     * The client passes over 100 and 103 by itself. Whatever else is below 200 says that an answer will follow, which
     * must not be taken for the next attempt's.
     */
    private static boolean isAnswer(int status) {
        return status >= 200 && status <= 999;
    }

    private synchronized Throwable whyNot(HttpContext<?> context) {
        if (leftAlone) {
            return context.clientRequest().response().cause();
        }
        if (response == null) {
            return new TimeoutException();
        }
        response.request().connection().close();
        return new IOException("status " + response.statusCode() + " is no answer");
    }

    /** The connection may serve another attempt. */
    synchronized void finish() {
        finished = true;
    }

    /** Closes the connection, now or as soon as there is one, unless the exchange is finished. */
    synchronized void cut() {
        cut = true;
        if (request != null && !finished) {
            request.reset();
        }
    }

    synchronized FailureMapper.Progress progress() {
        if (response != null) {
            return FailureMapper.Progress.ANSWERING;
        }
        return request == null ? FailureMapper.Progress.CONNECTING : FailureMapper.Progress.SENT;
    }

    /** The connection it was given had broken already, and was sent nothing. */
    synchronized boolean isLeftAlone(@Nullable Throwable thrown) {
        return leftAlone || request == null && thrown instanceof HttpClosedException;
    }

    /** The answer's head, once all of its body is here, or as much of it as is ever read. */
    synchronized @Nullable HttpClientResponse response() {
        return response;
    }

    synchronized boolean isBodyFull() {
        return body.length() >= maxBodyBytes;
    }

    synchronized Buffer body() {
        return body;
    }

    @Override
    public synchronized Future<Void> write(Buffer data) {
        body.appendBuffer(data, 0, Math.min(data.length(), maxBodyBytes - body.length()));
        if (isBodyFull()) {
            cut();
        }
        return Future.succeededFuture();
    }

    @Override
    public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
        write(data).onComplete(handler);
    }

    @Override
    public void create(Handler<AsyncResult<BodyStream<Void>>> handler) {
        handler.handle(Future.succeededFuture(this));
    }

    @Override
    public Future<Void> result() {
        return Future.succeededFuture();
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        handler.handle(Future.succeededFuture());
    }

    @Override
    public void handle(Throwable broken) {}

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        return this;
    }
}
