package io.headrace.ingest.queue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** One command in the producer's hands; reports its outcome exactly once. */
final class Handover implements Callback {
    private final Consumer<PublishOutcome> report;
    private final Thread sender = Thread.currentThread();
    private final AtomicBoolean reported = new AtomicBoolean();

    Handover(Consumer<PublishOutcome> report) {
        this.report = report;
    }

    /**
     * A failure on the thread that sends comes from within {@code send}: the producer refused the command before it
     * took it. Any other comes from its network thread, after some attempt may have reached the broker.
     */
    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            end(PublishOutcome.ACCEPTED);
        } else {
            end(Thread.currentThread() == sender ? PublishOutcome.NOT_ACCEPTED : PublishOutcome.UNKNOWN);
        }
    }

    void end(PublishOutcome outcome) {
        if (reported.compareAndSet(false, true)) {
            report.accept(outcome);
        }
    }
}
