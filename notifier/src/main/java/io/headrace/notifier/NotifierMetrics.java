package io.headrace.notifier;

import io.headrace.store.delivery.AttemptFailure;
import io.headrace.store.delivery.Backlog;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.delivery.EndedAttempt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the notifier counts. Tags are closed sets: no id, host or owner ever becomes one. */
@Singleton
public final class NotifierMetrics {
    private static final Duration[] DURATIONS = {
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2_500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15)
    };

    private final MeterRegistry registry;
    private final Timer attemptDuration;
    private volatile Backlog backlog = Backlog.NONE;

    NotifierMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.attemptDuration = Timer.builder("headrace.delivery.attempt.duration")
                .description("From the start of an attempt to its outcome")
                .serviceLevelObjectives(DURATIONS)
                .register(registry);
        Gauge.builder("headrace.delivery.backlog", () -> backlog.open())
                .description("Deliveries that are not finished")
                .register(registry);
        Gauge.builder("headrace.delivery.held", () -> backlog.held())
                .description("Deliveries that are kept because their subscription is held")
                .register(registry);
        Gauge.builder("headrace.subscriptions.held", () -> backlog.heldSubscriptions())
                .description("Subscriptions that are sent nothing because their target fails")
                .register(registry);
        Gauge.builder("headrace.delivery.oldest.due", () -> backlog.oldestDue().toMillis() / 1000.0)
                .description("How long the longest due delivery has been due")
                .baseUnit("seconds")
                .register(registry);
    }

    /** An attempt ended, recorded or not. */
    public void attempted(EndedAttempt attempt) {
        AttemptFailure failure = attempt.failure();
        attemptDuration.record(attempt.duration());
        registry.counter(
                        "headrace.delivery.attempts",
                        "result",
                        failure == null ? "success" : "failure",
                        "failure",
                        failure == null ? "none" : failure.wireName())
                .increment();
    }

    /** @param moved false where the lease had been taken away, so that the outcome counts for nothing */
    public void recorded(EndedAttempt attempt, boolean moved) {
        if (!moved) {
            registry.counter("headrace.delivery.leases.lost").increment();
        } else if (attempt.next() != DeliveryState.WAITING && attempt.next() != DeliveryState.HELD) {
            registry.counter("headrace.deliveries", "outcome", attempt.next().wireName())
                    .increment();
        }
    }

    public void inserted(int count) {
        registry.counter("headrace.deliveries.planned").increment(count);
    }

    /** Ended without an attempt, for their subscription was stopped. */
    public void cancelled(int count) {
        registry.counter("headrace.deliveries", "outcome", DeliveryState.CANCELLED.wireName())
                .increment(count);
    }

    public void skipped() {
        registry.counter("headrace.events.unreadable").increment();
    }

    public void backlog(Backlog measured) {
        backlog = measured;
    }
}
