package io.headrace.ingest.endpoint;

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

/** Reads, compiles and tries schemas, which takes long: on a thread of its own, so that nobody else waits. */
@Singleton
public final class SchemaWorker {
    private static final int MAX_WAITING = 100;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> new Thread(task, "schemas"));

    SchemaWorker() {
        thread.allowCoreThreadTimeOut(true);
    }

    /** 503 where too many wait. */
    public <T> Uni<T> apart(Supplier<T> work) {
        Executor back = RequestThread.current();
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.supplyAsync(work, thread))
                .onFailure(java.util.concurrent.CompletionException.class)
                .transform(Throwable::getCause)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> Problem.busy(Text.of("trial.busy")).exception())
                .emitOn(back);
    }
}
