package io.headrace.ingest.limit;

import io.headrace.store.owner.StoreFailure;
import io.headrace.store.quota.BookedTokens;
import io.headrace.store.quota.Granted;
import io.headrace.store.quota.MeterKey;
import io.headrace.store.quota.QuotaStore;
import io.headrace.store.quota.WantedTokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Asks PostgreSQL for the tokens that meters want: one statement for all that want some at the moment, one at a time,
 * and none where nobody does. Where no answer comes in time, meters go on without, until one does.
 */
@Singleton
final class LeaseWorker {
    private static final Logger LOG = Logger.getLogger(LeaseWorker.class);
    private static final Duration GATHER = Duration.ofMillis(2);
    private static final Duration RETRY = Duration.ofMillis(500);
    /** A database that restarts must not stop writes: nobody waits longer for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MAX_METERS = 500;

    private final QuotaStore store;
    private final Vertx vertx;
    private final DatabaseClock clock = new DatabaseClock(System::nanoTime, System.currentTimeMillis());
    private final Counter statements;
    private final Queue<WaitingMeter> line = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean away;

    LeaseWorker(QuotaStore store, Vertx vertx, MeterRegistry meters) {
        this.store = store;
        this.vertx = vertx;
        this.statements = meters.counter("headrace.limits.statements");
        meters.gauge("headrace.limits.on.credit", this, worker -> worker.away ? 1 : 0);
    }

    DatabaseClock clock() {
        return clock;
    }

    /** Whether PostgreSQL did not answer when it was last asked. */
    boolean isAway() {
        return away;
    }

    /** Puts a meter in line, once, however often it wants. */
    void ask(WaitingMeter meter) {
        if (meter.inLine.compareAndSet(false, true)) {
            line.add(meter);
        }
        begin();
    }

    private void begin() {
        if (!line.isEmpty() && busy.compareAndSet(false, true)) {
            vertx.setTimer((away ? RETRY : GATHER).toMillis(), id -> send());
        }
    }

    private void end() {
        busy.set(false);
        begin();
    }

    private void send() {
        Round round = new Round();
        if (round.isEmpty()) {
            end();
            return;
        }
        statements.increment();
        round.run().ifNoItem().after(PATIENCE).fail().subscribe().with(done -> succeeded(round), failure -> {
            failed(round, failure);
        });
    }

    private void succeeded(Round round) {
        if (away) {
            LOG.info("tokens are leased again");
            away = false;
        }
        long now = clock.now();
        for (WaitingMeter meter : round.meters) {
            meter.serve(now, false);
            if (meter.needsTokens(now)) {
                ask(meter);
            }
        }
        end();
    }

    private void failed(Round round, Throwable failure) {
        report(failure);
        away = true;
        long now = clock.now();
        for (WaitingMeter meter : round.meters) {
            meter.bookAgain(round.unbooked(meter));
            meter.serve(now, true);
            ask(meter);
        }
        end();
    }

    private void report(Throwable failure) {
        if (!away && StoreFailure.isUnavailable(failure)) {
            LOG.warnf("no tokens can be leased, going on without: %s", failure.getMessage());
        } else if (!away) {
            LOG.error("no tokens can be leased, going on without", failure);
        }
    }

    /** What is asked at once. What has to be booked comes first, so that the answer counts it. */
    private final class Round {
        /** Each once, also one that was put in line again meanwhile: a statement touches no row twice. */
        final Set<WaitingMeter> meters = new LinkedHashSet<>();

        private final Map<WaitingMeter, List<BookedTokens>> booked = new LinkedHashMap<>();
        private final Map<MeterKey, WaitingMeter> byKey = new HashMap<>();
        private final List<WantedTokens> wanted = new ArrayList<>();

        Round() {
            WaitingMeter next;
            while (meters.size() < MAX_METERS && (next = line.poll()) != null) {
                next.inLine.set(false);
                meters.add(next);
            }
            long now = clock.now();
            meters.forEach(meter -> add(meter, now));
        }

        private void add(WaitingMeter meter, long now) {
            List<BookedTokens> bookings = meter.bookings(now);
            if (!bookings.isEmpty()) {
                booked.put(meter, bookings);
            }
            for (WantedTokens each : meter.wanted(now)) {
                wanted.add(each);
                byKey.put(each.meter(), meter);
            }
        }

        boolean isEmpty() {
            return booked.isEmpty() && wanted.isEmpty();
        }

        Uni<Void> run() {
            return book().chain(() -> lease());
        }

        /** Forgotten again once it is done: a lease that then fails must not book twice. */
        private Uni<Void> book() {
            if (booked.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            List<BookedTokens> all =
                    booked.values().stream().flatMap(List::stream).toList();
            return store.book(all).invoke(booked::clear);
        }

        private Uni<Void> lease() {
            if (wanted.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            long sentNanos = clock.nanos();
            return store.lease(wanted)
                    .invoke(granted -> take(granted, sentNanos))
                    .replaceWithVoid();
        }

        private void take(Granted granted, long sentNanos) {
            clock.heard(sentNanos, clock.nanos(), granted.now());
            long now = clock.now();
            granted.tokens().forEach(tokens -> byKey.get(tokens.meter()).granted(tokens, now));
        }

        List<BookedTokens> unbooked(WaitingMeter meter) {
            return booked.getOrDefault(meter, List.of());
        }
    }
}
