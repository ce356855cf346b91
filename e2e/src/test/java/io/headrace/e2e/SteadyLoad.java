package io.headrace.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Writes that are begun at a rate, whatever the system does with those before. */
final class SteadyLoad {
    private static final Duration LATE = Duration.ofSeconds(60);

    private SteadyLoad() {}

    /**
     * @param number from 0, in the order of their beginning
     * @param answeredNanos when its 202 was here, on this process's running clock
     */
    record Accepted(int number, String operationId, long answeredNanos) {}

    /** All of them, once each is answered; one that is not accepted is a failure. */
    static List<Accepted> of(int perSecond, Duration duration, IntFunction<CompletableFuture<ApiClient.Answer>> write) {
        int count = (int) (perSecond * duration.toMillis() / 1_000);
        List<CompletableFuture<Accepted>> all = new ArrayList<>();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < count; i++) {
                all.add(later(clock, i, perSecond, write));
            }
            return all.stream()
                    .map(each -> each.orTimeout(duration.plus(LATE).toSeconds(), TimeUnit.SECONDS)
                            .join())
                    .toList();
        } finally {
            clock.shutdownNow();
        }
    }

    private static CompletableFuture<Accepted> later(
            ScheduledExecutorService clock,
            int number,
            int perSecond,
            IntFunction<CompletableFuture<ApiClient.Answer>> write) {
        CompletableFuture<Void> due = new CompletableFuture<>();
        clock.schedule(() -> due.complete(null), number * 1_000_000L / perSecond, TimeUnit.MICROSECONDS);
        return due.thenCompose(begin -> write.apply(number)).thenApply(answer -> accepted(number, answer));
    }

    private static Accepted accepted(int number, ApiClient.Answer answer) {
        long now = System.nanoTime();
        if (answer.status() != 202) {
            throw new IllegalStateException("write " + number + ": " + answer.text());
        }
        return new Accepted(number, answer.operationId(), now);
    }
}
