package io.headrace.notifier.deliver;

import io.headrace.contracts.Ids;
import io.headrace.notifier.NotifierConfig;
import io.headrace.notifier.Outage;
import io.headrace.store.delivery.LeaseRequest;
import io.headrace.store.delivery.LeaseStore;
import io.headrace.store.delivery.LeasedDelivery;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes what is due, as much as the budgets allow, and has each attempted. One claim runs at a time; it is woken by new
 * deliveries, by slots given back, and by the clock for retries.
 */
@Singleton
public final class DeliveryWorker {
    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LeaseStore leases;
    private final AttemptWorker attempts;
    private final InFlight inFlight;
    private final String holder;
    private final Duration leaseDuration;
    private final ClaimTurn turn = new ClaimTurn();
    private final Outage outage = new Outage(LOG, "taking deliveries");
    private volatile boolean open;
    private volatile boolean moreMayBeDue;
    private volatile long lastTurnNanos = System.nanoTime();

    DeliveryWorker(LeaseStore leases, AttemptWorker attempts, NotifierConfig config) {
        this.leases = leases;
        this.attempts = attempts;
        this.holder = config.holder();
        this.leaseDuration = config.webhook().timeout().plus(config.webhook().leaseMargin());
        this.inFlight = new InFlight(
                config.webhook().inFlight(),
                config.webhook().inFlightPerDestination(),
                config.webhook().inFlightPerOwner());
    }

    /** Starts taking deliveries; before this, and after {@link #close}, waking does nothing. */
    public void open() {
        lastTurnNanos = System.nanoTime();
        open = true;
        wake();
    }

    /** Takes no more; attempts in flight go on to their end. */
    public void close() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }

    public boolean isIdle() {
        return inFlight.isEmpty();
    }

    /** How long ago a claim last ended, well or not. */
    public Duration sinceLastTurn() {
        return Duration.ofNanos(System.nanoTime() - lastTurnNanos);
    }

    /** Leases that this instance holds and knows of. */
    public Collection<UUID> leasesHeld() {
        return inFlight.leases();
    }

    /** Something may be due. */
    public void wake() {
        if (!open || !turn.begin()) {
            return;
        }
        LeaseRequest request = request();
        if (request.limit() == 0) {
            endTurn(false);
            return;
        }
        leases.claim(request)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(claimed -> took(request, claimed), this::notTaken);
    }

    private LeaseRequest request() {
        return new LeaseRequest(holder, leaseDuration, inFlight.free(), inFlight.destinations(), inFlight.owners());
    }

    private void took(LeaseRequest request, List<LeasedDelivery> claimed) {
        outage.worked();
        claimed.forEach(inFlight::add);
        moreMayBeDue = claimed.size() == request.limit() || inFlight.isAnySpent();
        claimed.forEach(this::attempt);
        endTurn(!claimed.isEmpty());
    }

    private void notTaken(Throwable failure) {
        outage.failed(failure);
        endTurn(false);
    }

    private void endTurn(boolean again) {
        lastTurnNanos = System.nanoTime();
        if (turn.end() || again) {
            wake();
        }
    }

    private void attempt(LeasedDelivery delivery) {
        attempts.attempt(delivery)
                .subscribe()
                .with(recorded -> giveBack(delivery), failure -> abandon(delivery, failure));
    }

    private void giveBack(LeasedDelivery delivery) {
        inFlight.remove(delivery);
        if (moreMayBeDue) {
            wake();
        }
    }

    /** A defect of ours: the lease runs out and the attempt is made again. */
    private void abandon(LeasedDelivery delivery, Throwable failure) {
        LOG.errorf(failure, "attempt abandoned deliveryId=%s", Ids.format(Ids.DELIVERY, delivery.id()));
        giveBack(delivery);
    }
}
