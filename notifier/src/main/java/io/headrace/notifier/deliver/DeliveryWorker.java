package io.headrace.notifier.deliver;

import io.headrace.contracts.Ids;
import io.headrace.notifier.NotifierConfig;
import io.headrace.notifier.Outage;
import io.headrace.notifier.hold.HoldWorker;
import io.headrace.store.delivery.ClaimedDeliveries;
import io.headrace.store.delivery.EndedAttempt;
import io.headrace.store.delivery.FirstLeases;
import io.headrace.store.delivery.InsertedDeliveries;
import io.headrace.store.delivery.LeaseRequest;
import io.headrace.store.delivery.LeaseStore;
import io.headrace.store.delivery.LeasedDelivery;
import io.headrace.store.delivery.PlannedDelivery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes what is due, as much as the budgets allow, and has each attempted. A new delivery is leased by its own insert
 * where a slot is free and nothing older waits for it; all others are claimed. One turn of claims runs at a time; it is
 * woken by new deliveries that have to wait, by slots given back, and by the clock for retries.
 */
@Singleton
public final class DeliveryWorker {
    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Shorter than the clock's, which gives up on whoever waits. */
    private static final Duration PATIENCE_TO_FREE = Duration.ofSeconds(8);

    /** A claim locks as many rows as it may take, though the budgets may leave it few of them. */
    private static final int MAX_CLAIM = 64;

    private static final int MAX_CLAIMS_IN_A_TURN = 16;

    /** Between turns, so that slots that come back one by one are filled together. */
    private static final Duration PACE = Duration.ofMillis(5);

    /** So many slots that came back are worth a claim at once, and fewer where they stay empty meanwhile. */
    private static final int MANY_FREED = 64;

    private static final int MANY_EMPTY = 16;

    /** A lease is for one attempt: what has waited for longer, for a destination that became slow, is given back. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(1);

    private static final Duration FEW_FREED = Duration.ofMillis(20);

    /**
     * After a look behind those who fell behind that found nobody, so long until the next one: it reads past all that is
     * due of them.
     */
    private static final Duration OTHERS_EVERY = Duration.ofMillis(100);

    private final LeaseStore leases;
    private final AttemptWorker attempts;
    private final WithdrawalWorker withdrawals;
    private final HoldWorker holds;
    private final Vertx vertx;
    private final Destinations destinations;
    private final Lanes lanes;
    private final InFlight inFlight;
    private final int weightOfEmpty;
    private final String holder;
    private final Duration leaseDuration;
    private final ClaimTurn turn = new ClaimTurn();
    private final LostClaims lost = new LostClaims();
    private final Pace pace;
    private final FreedSlots freed;
    private final Outage outage = new Outage(LOG, "taking deliveries");
    private volatile boolean open;
    /** Some were inserted that no claim has looked at yet: nobody may overtake them. */
    private volatile boolean someWait;

    /** Among them are some of destinations that had not fallen behind. */
    private volatile boolean othersWait;

    private volatile long lastTurnNanos = System.nanoTime();

    private volatile long othersLookedNanos = System.nanoTime() - OTHERS_EVERY.toNanos();

    DeliveryWorker(
            Vertx vertx,
            LeaseStore leases,
            AttemptWorker attempts,
            WithdrawalWorker withdrawals,
            HoldWorker holds,
            NotifierConfig config) {
        this.vertx = vertx;
        this.holds = holds;
        this.withdrawals = withdrawals;
        this.pace = new Pace(vertx, PACE, this::claim);
        this.freed = new FreedSlots(vertx, MANY_FREED, FEW_FREED, this::wake);
        int halfADestination = Math.max(1, config.webhook().inFlightPerDestination() / 2);
        this.weightOfEmpty = MANY_FREED / Math.min(MANY_EMPTY, halfADestination);
        this.leases = leases;
        this.attempts = attempts;
        this.holder = config.holder();
        this.leaseDuration = config.webhook().timeout().plus(config.webhook().leaseMargin());
        this.destinations = new Destinations(config.webhook().inFlightPerDestination());
        this.lanes = new Lanes(
                destinations::atOnce,
                shorter(MOST_WAIT, config.webhook().leaseMargin().dividedBy(4)));
        this.inFlight = new InFlight(
                config.webhook().inFlight(),
                destinations,
                Allowance.same(config.webhook().inFlightPerOwner()));
    }

    /** Starts taking deliveries; before this, and after {@link #close}, waking does nothing. */
    public void open() {
        lastTurnNanos = System.nanoTime();
        open = true;
        wake();
    }

    /** Takes no more, and gives back what no attempt has begun of; attempts in flight go on to their end. */
    public void close() {
        open = false;
        giveBack(lanes.waiting()).subscribe().with(done -> {}, outage::failed);
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

    /**
     * Takes slots for new deliveries before they are inserted; {@link #begin} has to follow before the next ones. None
     * while a claim runs: it may come back with whatever was free when it began. None either while some wait that were
     * inserted before and that no claim has looked at yet.
     */
    public FirstLeases reserve(List<PlannedDelivery> planned) {
        Map<UUID, UUID> leases = new HashMap<>();
        turn.unlessRunning(() -> planned.forEach(delivery -> {
            UUID leaseId = UUID.randomUUID();
            if (open
                    && !someWait
                    && delivery.isDueAtOnce()
                    && !delivery.ordered()
                    && !leases.containsKey(delivery.id())
                    && inFlight.reserve(
                            leaseId, delivery.destination(), delivery.event().ownerId())) {
                leases.put(delivery.id(), leaseId);
            }
        }));
        return new FirstLeases(holder, leaseDuration, leases);
    }

    /**
     * The insert has ended: attempts what it leased and gives back the slots of what it did not.
     *
     * @param planned all that there were, those among them that had been inserted before
     */
    public void begin(List<PlannedDelivery> planned, FirstLeases reserved, InsertedDeliveries inserted) {
        Set<UUID> unused = new HashSet<>(reserved.byDelivery().values());
        inserted.leased().forEach(delivery -> unused.remove(delivery.leaseId()));
        unused.forEach(inFlight::remove);
        attemptAll(inserted.leased());
        List<PlannedDelivery> dueAtOnce =
                planned.stream().filter(PlannedDelivery::isDueAtOnce).toList();
        if (dueAtOnce.size() != inserted.leased().size()) {
            someWait = true;
            othersWait |= dueAtOnce.stream()
                    .anyMatch(delivery -> !reserved.byDelivery().containsKey(delivery.id())
                            && !inFlight.isBehind(delivery.destination()));
            wake();
        }
    }

    /** Something may be due. */
    public void wake() {
        pace.ask();
    }

    private void claim() {
        if (open && turn.begin()) {
            someWait = false;
            freed.asked();
            if (lost.isDue(System.nanoTime())) {
                freeLost();
            } else {
                claimDue();
            }
        }
    }

    /** In a turn of its own, so that no claim is on its way whose leases are not known yet. */
    private void freeLost() {
        leases.freeUnknown(holder, inFlight.leases())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(this::freed, this::notTaken);
    }

    private void freed(int count) {
        lost.looked(System.nanoTime());
        if (count > 0) {
            LOG.infof("leases freed of claims whose answer was lost count=%d", count);
        }
        claimDue();
    }

    private void claimDue() {
        claim(request(inFlight.destinations(), inFlight.owners()), 1);
    }

    private void claim(LeaseRequest request, int claims) {
        if (request.limit() == 0) {
            inFlight.claimed(request, List.of(), 0);
            endTurn(false);
            return;
        }
        leases.claim(request)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(claimed -> took(request, claimed, claims), this::notTaken);
    }

    private LeaseRequest ofOthers() {
        othersWait = false;
        return request(inFlight.otherDestinations(), inFlight.otherOwners());
    }

    private LeaseRequest request(LeaseRequest.Budget<String> destinations, LeaseRequest.Budget<UUID> owners) {
        return new LeaseRequest(holder, leaseDuration, Math.min(MAX_CLAIM, inFlight.free()), destinations, owners);
    }

    /** Whoever got all that was asked for leaves the rest of the turn to others. */
    private void took(LeaseRequest request, ClaimedDeliveries claimed, int claims) {
        outage.worked();
        boolean more = inFlight.claimed(request, claimed.leased(), claimed.postponed());
        attemptAll(claimed.leased());
        boolean foundNobody = claimed.leased().isEmpty() && claimed.postponed() == 0;
        if (claims > 1 && foundNobody) {
            othersLookedNanos = System.nanoTime();
        }
        if (!more) {
            endTurn(false);
        } else if (claimed.postponed() == 0 && !othersWait && lookedLately()) {
            endTurn(false); // the next slots that come back are a reason to claim for those who fell behind
        } else if (claims < MAX_CLAIMS_IN_A_TURN) {
            claim(ofOthers(), claims + 1);
        } else {
            endTurn(true);
        }
    }

    private boolean lookedLately() {
        return System.nanoTime() - othersLookedNanos < OTHERS_EVERY.toNanos();
    }

    private void notTaken(Throwable failure) {
        outage.failed(failure);
        lost.lost(System.nanoTime());
        someWait = true;
        endTurn(false);
    }

    private void endTurn(boolean again) {
        lastTurnNanos = System.nanoTime();
        if (turn.end() || again) {
            wake();
        }
    }

    private void attemptAll(List<LeasedDelivery> taken) {
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
            wake();
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
    public Uni<Void> giveBackOverdue() {
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
                .after(PATIENCE_TO_FREE)
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

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
