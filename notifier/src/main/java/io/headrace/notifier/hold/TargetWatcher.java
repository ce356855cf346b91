package io.headrace.notifier.hold;

import io.headrace.contracts.Ids;
import io.headrace.notifier.Outage;
import io.headrace.store.delivery.EndedAttempt;
import io.headrace.store.delivery.HealthStore;
import io.headrace.store.delivery.TargetFailures;
import io.headrace.store.delivery.TargetHealth;
import io.headrace.store.delivery.TargetSuccess;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Writes down how targets do, as much as has gathered at once, and holds subscriptions whose target fails for too long.
 * Nobody waits for it. What is lost here, with a crash or an outage of PostgreSQL, the next attempts tell again.
 */
@Singleton
public final class TargetWatcher {
    private static final Logger LOG = Logger.getLogger(TargetWatcher.class);
    private static final Duration GATHER = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HealthStore store;
    private final HoldPolicy policy;
    private final ProbeSchedule probes;
    private final Outage outage = new Outage(LOG, "writing down how targets do");
    private TargetNews news;
    private boolean coming;

    TargetWatcher(Vertx vertx, HealthStore store, HoldPolicy policy, ProbeSchedule probes) {
        this.vertx = vertx;
        this.store = store;
        this.policy = policy;
        this.probes = probes;
        this.news = new TargetNews(policy.deliveries());
    }

    /** An attempt has ended, and counts. */
    public void ended(EndedAttempt attempt) {
        if (TargetNews.isNews(attempt) && isFirst(attempt)) {
            vertx.setTimer(GATHER.toMillis(), timer -> write());
        }
    }

    private synchronized boolean isFirst(EndedAttempt attempt) {
        news.add(attempt);
        boolean first = !coming;
        coming = true;
        return first;
    }

    private synchronized TargetNews take() {
        TargetNews taken = news;
        news = new TargetNews(policy.deliveries());
        return taken;
    }

    /** One writing at a time; what comes meanwhile gathers for the next. */
    private void write() {
        TargetNews taken = take();
        failed(taken.failures())
                .chain(() -> succeeded(taken.successes()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(done -> written(), this::notWritten);
    }

    private Uni<Void> failed(List<TargetFailures> failures) {
        return failures.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.failed(failures, policy.deliveries()).chain(this::holdAll);
    }

    private Uni<Void> holdAll(List<TargetHealth> targets) {
        Uni<Void> held = Uni.createFrom().voidItem();
        for (TargetHealth health : targets) {
            if (policy.holds(health)) {
                held = held.chain(() -> hold(health));
            }
        }
        return held;
    }

    private Uni<Void> hold(TargetHealth health) {
        Duration wait = probes.waitAfter(health.isUntriedRelease() ? health.probes() : 0);
        return store.hold(health, wait)
                .invoke(held -> {
                    if (held) {
                        LOG.warnf(
                                "subscription held subscriptionId=%s failingSeconds=%d failedAttempts=%d",
                                Ids.format(Ids.SUBSCRIPTION, health.subscriptionId()),
                                health.failing().toSeconds(),
                                health.attempts());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> succeeded(List<TargetSuccess> successes) {
        return successes.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.succeeded(successes).replaceWithVoid();
    }

    private void written() {
        outage.worked();
        goOn();
    }

    private void notWritten(Throwable failure) {
        outage.failed(failure);
        goOn();
    }

    private void goOn() {
        if (isMore()) {
            vertx.setTimer(GATHER.toMillis(), timer -> write());
        }
    }

    private synchronized boolean isMore() {
        coming = !news.failures().isEmpty() || !news.successes().isEmpty();
        return coming;
    }
}
