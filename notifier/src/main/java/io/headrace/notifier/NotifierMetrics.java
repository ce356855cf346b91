package io.headrace.notifier;

import io.headrace.store.delivery.Backlog;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.delivery.EndedAttempt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** What the notifier counts. Tags are closed sets: no id, host or owner ever becomes one. */
@Singleton
public final class NotifierMetrics {
    /** Whose leases were freed, so that their attempts are made again. */
    public enum Freed {
        /** This instance's own, of its life before. */
        AT_START,
        /** Those of an instance that did not come back in time. */
        EXPIRED;

        private String wireName() {
            return this == AT_START ? "start" : "expired";
        }
    }

    private static final List<DeliveryState> OUTCOMES =
            List.of(DeliveryState.DELIVERED, DeliveryState.EXHAUSTED, DeliveryState.CANCELLED);

    private final MeterRegistry registry;
    private final AttemptMetrics attempts;
    private final Counter planned;
    private final Counter unreadable;
    private final Counter leasesLost;
    private volatile Backlog backlog = Backlog.NONE;

    NotifierMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.attempts = new AttemptMetrics(registry);
        this.planned = registry.counter("headrace.deliveries.planned");
        this.unreadable = registry.counter("headrace.events.unreadable");
        this.leasesLost = registry.counter("headrace.delivery.leases.lost");
        OUTCOMES.forEach(this::outcomes);
        for (Freed freed : Freed.values()) {
            leasesFreed(freed);
        }
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
        attempts.ended(attempt);
    }

    /** @param moved false where the lease had been taken away, so that the outcome counts for nothing */
    public void recorded(EndedAttempt attempt, boolean moved) {
        if (!moved) {
            leasesLost.increment();
        } else if (attempt.next() != DeliveryState.WAITING && attempt.next() != DeliveryState.HELD) {
            outcomes(attempt.next()).increment();
        }
    }

    public void inserted(int count) {
        planned.increment(count);
    }

    /** Ended without an attempt, for their subscription was stopped. */
    public void cancelled(int count) {
        outcomes(DeliveryState.CANCELLED).increment(count);
    }

    /** Ended because their events are past the time for which they are kept. */
    public void givenUp(int count) {
        outcomes(DeliveryState.EXHAUSTED).increment(count);
    }

    public void skipped() {
        unreadable.increment();
    }

    public void freed(Freed leases, int count) {
        leasesFreed(leases).increment(count);
    }

    public void backlog(Backlog measured) {
        backlog = measured;
    }

    private Counter outcomes(DeliveryState outcome) {
        return registry.counter("headrace.deliveries", "outcome", outcome.wireName());
    }

    private Counter leasesFreed(Freed freed) {
        return registry.counter("headrace.delivery.leases.freed", "reason", freed.wireName());
    }
}
