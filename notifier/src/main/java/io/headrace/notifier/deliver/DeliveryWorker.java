package io.headrace.notifier.deliver;

import io.headrace.notifier.NotifierConfig;
import io.headrace.notifier.Outage;
import io.headrace.store.delivery.ClaimedDeliveries;
import io.headrace.store.delivery.FirstLeases;
import io.headrace.store.delivery.InsertedDeliveries;
import io.headrace.store.delivery.LeaseRequest;
import io.headrace.store.delivery.LeaseStore;
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
 * Takes what is due, as much as the budgets allow, and has it attempted ({@link LaneWorker}). A new delivery is leased by
 * its own insert where a slot is free and nothing older waits for it; all others are claimed. One turn of claims runs at a
 * time; it is woken by new deliveries that have to wait, by slots given back, and by the clock for retries.
 */
@Singleton
public final class DeliveryWorker {
    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A claim locks as many rows as it may take, though the budgets may leave it few of them. */
    private static final int MAX_CLAIM = 64;

    private static final int MAX_CLAIMS_IN_A_TURN = 16;

    /** Between turns, so that slots that come back one by one are filled together. */
    private static final Duration PACE = Duration.ofMillis(5);

    /**
     * After a look behind those who fell behind that found nobody, so long until the next one: it reads past all that is
     * due of them.
     */
    private static final Duration OTHERS_EVERY = Duration.ofMillis(100);

    private final LeaseStore leases;
    private final LaneWorker lanes;
    private final InFlight inFlight;
    private final String holder;
    private final Duration leaseDuration;
    private final ClaimTurn turn = new ClaimTurn();
    private final LostClaims lost;
    private final Pace pace;
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
            LaneWorker lanes,
            InFlight inFlight,
            LostClaims lost,
            NotifierConfig config) {
        this.leases = leases;
        this.lanes = lanes;
        this.inFlight = inFlight;
        this.lost = lost;
        this.pace = new Pace(vertx, PACE, this::claim);
        this.holder = config.holder();
        this.leaseDuration = config.webhook().timeout().plus(config.webhook().leaseMargin());
        lanes.wakes(this::wake);
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
        lanes.giveBackWaiting().subscribe().with(done -> {}, outage::failed);
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
        lanes.attemptAll(inserted.leased());
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

    /** By the clock: what is leased for a destination that has become slow goes back into the queue. */
    public Uni<Void> giveBackOverdue() {
        return lanes.giveBackOverdue();
    }

    /** Something may be due. */
    public void wake() {
        pace.ask();
    }

    private void claim() {
        if (open && turn.begin()) {
            someWait = false;
            lanes.claims();
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
        int limit = Math.min(MAX_CLAIM, inFlight.free());
        return new LeaseRequest(holder, leaseDuration, limit, inFlight.hasRoomForRetries(), destinations, owners);
    }

    /** Whoever got all that was asked for leaves the rest of the turn to others. */
    private void took(LeaseRequest request, ClaimedDeliveries claimed, int claims) {
        outage.worked();
        boolean more = inFlight.claimed(request, claimed.leased(), claimed.postponed());
        lanes.attemptAll(claimed.leased());
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
}
