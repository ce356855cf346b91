package io.headrace.notifier.deliver;

import io.headrace.notifier.NotifierMetrics;
import io.headrace.notifier.Outage;
import io.headrace.store.delivery.CancellationStore;
import io.headrace.store.delivery.LeasedDelivery;
import io.headrace.store.delivery.SubscriptionStateStore;
import io.headrace.store.delivery.SubscriptionTarget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes back what is not wanted any more: cancels deliveries of subscriptions that were stopped, and stops a
 * subscription whose target says that it is gone for good. What fails here is done at the next occasion.
 */
@Singleton
public final class WithdrawalWorker {
    private static final Logger LOG = Logger.getLogger(WithdrawalWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CancellationStore cancellations;
    private final SubscriptionStateStore states;
    private final NotifierMetrics metrics;
    private final Outage outage = new Outage(LOG, "taking back deliveries");

    WithdrawalWorker(CancellationStore cancellations, SubscriptionStateStore states, NotifierMetrics metrics) {
        this.cancellations = cancellations;
        this.states = states;
        this.metrics = metrics;
    }

    /** Completes always: a lease that is left runs out, and is claimed and cancelled again. */
    Uni<Void> cancel(List<LeasedDelivery> withdrawn) {
        return outage.survived(cancellations.cancel(withdrawn).invoke(metrics::cancelled), PATIENCE);
    }

    /** Some of what waits for subscriptions that were stopped. */
    public Uni<Void> cancelWaiting() {
        return cancellations.cancelWaiting().invoke(metrics::cancelled).replaceWithVoid();
    }

    /** Stops the subscription whose target has said at this attempt that it is gone; completes always. */
    Uni<Void> stop(LeasedDelivery attempted) {
        SubscriptionTarget subscription = attempted.subscription();
        return subscription == null
                ? Uni.createFrom().voidItem()
                : outage.survived(states.disable(subscription, attempted.targetUrl(), "gone"), PATIENCE);
    }
}
