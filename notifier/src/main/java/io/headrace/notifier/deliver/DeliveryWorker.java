package io.headrace.notifier.deliver;

import io.headrace.contracts.Ids;
import io.headrace.contracts.RetrySchedule;
import io.headrace.notifier.NotifierConfig;
import io.headrace.notifier.NotifierMetrics;
import io.headrace.notifier.send.AttemptOutcome;
import io.headrace.notifier.send.WebhookSender;
import io.headrace.store.delivery.AttemptFailure;
import io.headrace.store.delivery.EndedAttempt;
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
 * Takes what is due, as much as the budgets allow, and sees each attempt through: send, decide, record. One claim runs
 * at a time; it is woken by new deliveries, by slots given back, and by the clock for retries.
 */
@Singleton
public final class DeliveryWorker {
    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LeaseStore leases;
    private final WebhookSender sender;
    private final AttemptRecorder recorder;
    private final RetrySchedule schedule;
    private final NotifierMetrics metrics;
    private final InFlight inFlight;
    private final String holder;
    private final Duration leaseDuration;
    private final ClaimTurn turn = new ClaimTurn();
    private volatile boolean open;
    private volatile boolean moreMayBeDue;
    private volatile long lastTurnNanos = System.nanoTime();

    DeliveryWorker(
            LeaseStore leases,
            WebhookSender sender,
            AttemptRecorder recorder,
            RetrySchedule schedule,
            NotifierMetrics metrics,
            NotifierConfig config) {
        this.leases = leases;
        this.sender = sender;
        this.recorder = recorder;
        this.schedule = schedule;
        this.metrics = metrics;
        this.holder = config.holder();
        this.leaseDuration = config.webhook().timeout().plus(config.webhook().leaseMargin());
        this.inFlight =
                new InFlight(config.webhook().inFlight(), config.webhook().inFlightPerDestination());
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
        return new LeaseRequest(
                holder, leaseDuration, inFlight.free(), inFlight.perDestination(), inFlight.freeByDestination());
    }

    private void took(LeaseRequest request, List<LeasedDelivery> claimed) {
        claimed.forEach(inFlight::add);
        moreMayBeDue = claimed.size() == request.limit()
                || inFlight.freeByDestination().containsValue(0);
        claimed.forEach(this::attempt);
        endTurn(!claimed.isEmpty());
    }

    private void notTaken(Throwable failure) {
        LOG.warnf("deliveries not taken reason=%s", failure);
        endTurn(false);
    }

    private void endTurn(boolean again) {
        lastTurnNanos = System.nanoTime();
        if (turn.end() || again) {
            wake();
        }
    }

    private void attempt(LeasedDelivery delivery) {
        long startedNanos = System.nanoTime();
        sender.send(delivery)
                .map(outcome -> ended(delivery, startedNanos, outcome))
                .invoke(this::tell)
                .chain(attempt -> recorder.record(attempt).invoke(moved -> metrics.recorded(attempt, moved)))
                .subscribe()
                .with(moved -> giveBack(delivery), failure -> abandon(delivery, failure));
    }

    private EndedAttempt ended(LeasedDelivery delivery, long startedNanos, AttemptOutcome outcome) {
        return EndedAttempts.of(
                delivery,
                startedNanos,
                System.nanoTime(),
                outcome,
                DeliveryDecider.decide(delivery.number(), outcome, schedule));
    }

    private void tell(EndedAttempt attempt) {
        metrics.attempted(attempt);
        AttemptFailure failure = attempt.failure();
        LOG.infof(
                "attempt ended deliveryId=%s eventId=%s requestId=%s attempt=%d status=%s failure=%s durationMs=%d next=%s",
                Ids.format(Ids.DELIVERY, attempt.delivery().id()),
                Ids.format(Ids.EVENT, attempt.delivery().eventId()),
                attempt.delivery().requestId(),
                attempt.delivery().number(),
                attempt.status(),
                failure == null ? "none" : failure.wireName(),
                attempt.duration().toMillis(),
                attempt.next().wireName());
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
