package io.headrace.notifier.send;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the operating system, on threads of its own because the question blocks. Attempts that ask for the same host at
 * the same time share one question, so that a name server that hangs for one host holds one thread, not all.
 */
final class SystemAddressResolver implements AddressResolver {
    private static final int THREADS = 32;

    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> asking = new ConcurrentHashMap<>();
    private final Executor threads = threads();

    @Override
    public Uni<List<InetAddress>> resolve(String host) {
        return Uni.createFrom()
                .completionStage(() -> asking.computeIfAbsent(host, this::ask).copy());
    }

    private CompletableFuture<List<InetAddress>> ask(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                answer.complete(List.of(lookup(host)));
            } catch (CompletionException e) {
                answer.completeExceptionally(e.getCause());
            } finally {
                asking.remove(host, answer);
            }
        });
        return answer;
    }

    private static InetAddress[] lookup(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private static Executor threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "dns");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
