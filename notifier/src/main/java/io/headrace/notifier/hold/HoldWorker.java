package io.headrace.notifier.hold;

import io.headrace.notifier.Outage;
import io.headrace.store.delivery.HoldStore;
import io.headrace.store.delivery.LeasedDelivery;
import io.headrace.store.delivery.ReleaseStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps what held subscriptions are not to be sent, has their targets tried, and sends what was held when they are
 * released. All of it is read from PostgreSQL in each turn, so any instance goes on where another one died.
 */
@Singleton
public final class HoldWorker {
    private static final Logger LOG = Logger.getLogger(HoldWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_STEPS = 50;

    private final HoldStore holds;
    private final ReleaseStore releases;
    private final ProbeSchedule probes;
    private final ReleasePace pace;
    private final Outage outage = new Outage(LOG, "keeping what is held");

    HoldWorker(HoldStore holds, ReleaseStore releases, ProbeSchedule probes, ReleasePace pace) {
        this.holds = holds;
        this.releases = releases;
        this.probes = probes;
        this.pace = pace;
    }

    /** Completes always: a lease that is left runs out, and is claimed and kept again. */
    public Uni<Void> keep(List<LeasedDelivery> leased) {
        return outage.survived(holds.hold(leased), PATIENCE);
    }

    /** One turn: some of what waits is held, and probes that are due are sent on their way. */
    public Uni<Void> hold() {
        return holds.holdWaiting().chain(() -> holds.probe(probes::waitAfter)).replaceWithVoid();
    }

    /** One turn: holds that are over end, and each release makes its step. */
    public Uni<Void> release() {
        return releases.endHolds().chain(() -> step(MAX_STEPS));
    }

    /** What nobody would release any more. */
    public Uni<Void> findForgotten() {
        return releases.findForgotten()
                .invoke(found -> {
                    if (found > 0) {
                        LOG.infof("deliveries found that nobody holds any more subscriptions=%d", found);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> step(int left) {
        return releases.step(pace::limit)
                .chain(stepped ->
                        stepped && left > 1 ? step(left - 1) : Uni.createFrom().voidItem());
    }
}
