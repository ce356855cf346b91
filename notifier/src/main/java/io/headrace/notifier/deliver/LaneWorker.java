package io.headrace.notifier.deliver;

import io.headrace.contracts.Ids;
import io.headrace.notifier.NotifierConfig;
import io.headrace.notifier.hold.HoldWorker;
import io.headrace.store.delivery.EndedAttempt;
import io.headrace.store.delivery.LeaseStore;
import io.headrace.store.delivery.LeasedDelivery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Has what is leased attempted, each destination's in its lane, and gives the slots back: at once where an attempt has
 * ended, and with the lease where none begins in time.
 */
@Singleton
final class LaneWorker {
    private static final Logger LOG = Logger.getLogger(LaneWorker.class);

    /** Shorter than the clock's, which gives up on whoever waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** So many slots that came back are worth a claim at once, and fewer where they stay empty meanwhile. */
    private static final int MANY_FREED = 64;

    private static final int MANY_EMPTY = 16;
    private static final Duration FEW_FREED = Duration.ofMillis(20);

    /** A lease is for one attempt: what has waited for longer, for a destination that became slow, is given back. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final LeaseStore leases;
    private final AttemptWorker attempts;
    private final WithdrawalWorker withdrawals;
    private final HoldWorker holds;
    private final Destinations destinations;
    private final InFlight inFlight;
    private final LostClaims lost;
    private final String holder;
    private final Lanes lanes;
    private final FreedSlots freed;
    private final int weightOfEmpty;
    private volatile Runnable wake = () -> {};

    LaneWorker(
            Vertx vertx,
            LeaseStore leases,
            AttemptWorker attempts,
            WithdrawalWorker withdrawals,
            HoldWorker holds,
            Destinations destinations,
            InFlight inFlight,
            LostClaims lost,
            NotifierConfig config) {
        this.vertx = vertx;
        this.leases = leases;
        this.attempts = attempts;
        this.withdrawals = withdrawals;
        this.holds = holds;
        this.destinations = destinations;
        this.inFlight = inFlight;
        this.lost = lost;
        this.holder = config.holder();
        this.lanes = new Lanes(
                destinations::atOnce,
                shorter(MOST_WAIT, config.webhook().leaseMargin().dividedBy(4)));
        this.freed = new FreedSlots(vertx, MANY_FREED, FEW_FREED, () -> wake.run());
        int halfADestination = Math.max(1, config.webhook().inFlightPerDestination() / 2);
        this.weightOfEmpty = MANY_FREED / Math.min(MANY_EMPTY, halfADestination);
    }

    /** What runs when slots have come back that somebody waits for, or something may be due. */
    void wakes(Runnable claim) {
        wake = claim;
    }

    /** A claim begins: it asks for all slots that are free. */
    void claims() {
        freed.asked();
    }

    /** What nobody wants any more is cancelled instead, and what is held is kept. */
    void attemptAll(List<LeasedDelivery> taken) {
        List<LeasedDelivery> withdrawn =
                taken.stream().filter(LeasedDelivery::isWithdrawn).toList();
        List<LeasedDelivery> held = taken.stream()
                .filter(delivery -> !delivery.isWithdrawn() && delivery.isHeld())
                .toList();
        taken.stream()
                .filter(delivery -> !delivery.isWithdrawn() && !delivery.isHeld())
                .forEach(this::attemptInTurn);
        if (!withdrawn.isEmpty()) {
            withdrawals.cancel(withdrawn).subscribe().with(done -> withdrawn.forEach(this::giveBack));
        }
        if (!held.isEmpty()) {
            holds.keep(held).subscribe().with(done -> held.forEach(this::giveBack));
        }
    }

    private void attemptInTurn(LeasedDelivery delivery) {
        if (lanes.begin(delivery, System.nanoTime())) {
            attempt(delivery);
        }
    }

    private void attempt(LeasedDelivery delivery) {
        attempts.attempt(delivery, ended -> answered(delivery, ended))
                .subscribe()
                .with(recorded -> recorded(delivery), failure -> abandon(delivery, failure));
    }

    /** Whoever waited in line for this one is due now. */
    private void recorded(LeasedDelivery delivery) {
        giveBack(delivery);
        if (delivery.ordered()) {
            wake.run();
        }
    }

    private void answered(LeasedDelivery delivery, EndedAttempt ended) {
        destinations.ended(ended);
        attemptNext(delivery);
        if (inFlight.answered(delivery.leaseId())) {
            freed(delivery);
        }
    }

    private void giveBack(LeasedDelivery delivery) {
        attemptNext(delivery);
        if (inFlight.remove(delivery.leaseId())) {
            freed(delivery);
        }
    }

    private void freed(LeasedDelivery delivery) {
        freed.add(lanes.isStarving(delivery.destination()) ? weightOfEmpty : 1);
    }

    /** On a stack of its own: an attempt may end before it has begun to wait for anything. */
    private void attemptNext(LeasedDelivery ended) {
        lanes.end(ended, System.nanoTime()).forEach(this::attemptSoon);
    }

    private void attemptSoon(LeasedDelivery delivery) {
        vertx.runOnContext(turn -> attempt(delivery));
    }

    /** Leases that wait in vain for a destination which has become slow: back into the queue, in their old places. */
    Uni<Void> giveBackOverdue() {
        List<LeasedDelivery> overdue = lanes.overdue(System.nanoTime());
        overdue.forEach(delivery -> destinations.stalled(delivery.destination()));
        lanes.begin(System.nanoTime()).forEach(this::attemptSoon);
        return giveBack(overdue);
    }

    /** Where that fails, they are looked for as those of a claim whose answer was lost. */
    private Uni<Void> giveBack(List<LeasedDelivery> unused) {
        if (unused.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return leases.free(holder, unused.stream().map(LeasedDelivery::leaseId).toList())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> lost.lost(System.nanoTime()))
                .onTermination()
                .invoke(() -> unused.forEach(this::giveBack))
                .replaceWithVoid();
    }

    /** A defect of ours: the lease runs out and the attempt is made again. */
    private void abandon(LeasedDelivery delivery, Throwable failure) {
        LOG.errorf(failure, "attempt abandoned deliveryId=%s", Ids.format(Ids.DELIVERY, delivery.id()));
        giveBack(delivery);
    }

    /** All that no attempt has begun of. */
    Uni<Void> giveBackWaiting() {
        return giveBack(lanes.waiting());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
