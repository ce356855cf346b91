package io.headrace.processor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Has the events of one batch published while the next batch is applied; batches keep their order. */
@ApplicationScoped
class EventQueue {
    private final EventPublisher publisher;
    private volatile CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    EventQueue(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Called for one batch at a time, once it is committed.
     *
     * @param acknowledge called when all its events are published
     * @return completes when the batch before it is published and acknowledged: two never wait here
     */
    Uni<Void> add(List<Settled> settled, Supplier<CompletionStage<Void>> acknowledge) {
        CompletableFuture<Void> before = last;
        last = before.thenComposeAsync(
                        done -> publish(settled).subscribeAsCompletionStage(), Infrastructure.getDefaultWorkerPool())
                .thenCompose(done -> acknowledge.get())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        CommandConsumer.giveUp(failure);
                    }
                });
        return Uni.createFrom().completionStage(before);
    }

    private Uni<Void> publish(List<Settled> settled) {
        return publisher.publish(settled.stream().map(EventComposer::compose).toList());
    }
}
