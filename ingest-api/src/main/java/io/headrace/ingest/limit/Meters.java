package io.headrace.ingest.limit;

import io.headrace.store.quota.BookedTokens;
import io.headrace.store.quota.KindLimits;
import io.headrace.store.quota.MeterKey;
import io.headrace.store.quota.QuotaStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/** All meters of this instance; what one holds and does not use goes back, after seconds and at a clean stop. */
@Singleton
final class Meters {
    private static final Logger LOG = Logger.getLogger(Meters.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration UNUSED = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ConcurrentMap<MeterKey, WaitingMeter> meters = new ConcurrentHashMap<>();
    private final LeaseWorker leases;
    private final QuotaStore store;
    private final Vertx vertx;

    Meters(LeaseWorker leases, QuotaStore store, Vertx vertx, MeterRegistry registry) {
        this.leases = leases;
        this.store = store;
        this.vertx = vertx;
        registry.gauge("headrace.limits.meters", meters, ConcurrentMap::size);
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(LOOK_EVERY.toMillis(), id -> look());
    }

    /** All that is known to be used stays taken; only what nobody has used comes back. */
    void stop(@Observes ShutdownEvent event) {
        long now = leases.clock().now();
        List<BookedTokens> bookings = meters.values().stream()
                .peek(meter -> meter.release(now, Long.MAX_VALUE))
                .flatMap(meter -> meter.bookings(now).stream())
                .toList();
        if (bookings.isEmpty()) {
            return;
        }
        try {
            store.book(bookings).await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf("tokens not given back count=%d cause=%s", bookings.size(), e.getMessage());
        }
    }

    WaitingMeter of(MeterKey key, KindLimits limits) {
        WaitingMeter known = meters.get(key);
        return known != null ? known : meters.computeIfAbsent(key, absent -> new WaitingMeter(absent, limits));
    }

    private void look() {
        long now = leases.clock().now();
        meters.forEach((key, meter) -> {
            if (meter.release(now, now - UNUSED.toMillis())) {
                leases.ask(meter);
            } else if (meter.isUnusedSince(now - FORGOTTEN.toMillis())) {
                meters.remove(key, meter);
            }
        });
    }
}
