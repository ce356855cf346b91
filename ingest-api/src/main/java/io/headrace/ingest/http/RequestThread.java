package io.headrace.ingest.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** The way back to the event loop that a request came in on, from another one or from Kafka's thread. */
public final class RequestThread {
    private RequestThread() {}

    /** Runs what it is given where the caller is now. */
    public static Executor current() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }
}
