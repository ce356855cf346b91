package io.headrace.ingest.access;

import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.RequestThread;
import io.headrace.ingest.http.Text;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes and checks signatures on a thread of its own. Each takes a millisecond: whoever sends forged tokens must not
 * take that from the event loops, on which everybody waits.
 */
@Singleton
public final class SignatureWorker {
    private static final int MAX_WAITING = 200;

    private final ThreadPoolExecutor thread;

    SignatureWorker() {
        thread = new ThreadPoolExecutor(
                1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), SignatureWorker::thread);
        thread.allowCoreThreadTimeOut(true);
    }

    /** 503 where too many wait. */
    public <T> Uni<T> run(Supplier<T> work) {
        Executor back = RequestThread.current();
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.supplyAsync(work, thread))
                .onFailure(RejectedExecutionException.class)
                .transform(full -> busy())
                .emitOn(back);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "signatures");
        thread.setDaemon(true);
        return thread;
    }

    private static RuntimeException busy() {
        return Problem.busy(Text.of("token.busy")).exception();
    }
}
