package io.headrace.ingest.ledger;

import io.headrace.contracts.Command;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.ingest.http.Exchange;
import io.headrace.store.audit.AuditEntry;
import io.headrace.store.audit.AuditStore;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import io.headrace.store.owner.StoreFailure;
import io.headrace.store.usage.UsageCounts;
import io.headrace.store.usage.UsageKey;
import io.headrace.store.usage.UsageStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notes each request when it has ended, and writes what it has noted every second and at a clean stop. What a kill takes
 * with it is the last second.
 */
@Singleton
public final class RequestLedger {
    private static final Logger LOG = Logger.getLogger(RequestLedger.class);
    private static final Duration WRITE_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_ENTRIES = 50_000;
    private static final int STEP = 2_000;

    private final UsageStore usage;
    private final AuditStore audit;
    private final Clock clock;
    private final UsageCounter counter = new UsageCounter();
    private final AuditBuffer buffer = new AuditBuffer(MOST_ENTRIES);
    private final Counter lost;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ledger"));
    /** Fetched and not known to be written; under the same ids they are written again. */
    private List<AuditEntry> unwritten = List.of();

    private volatile boolean losing;
    private boolean failing;

    RequestLedger(UsageStore usage, AuditStore audit, MeterRegistry meters, Clock clock) {
        this.usage = usage;
        this.audit = audit;
        this.lost = meters.counter("headrace.audit.lost");
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(
                this::write, WRITE_EVERY.toMillis(), WRITE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.execute(this::write);
        thread.shutdown();
        if (!thread.awaitTermination(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("usage and audit trail of the last second not written");
        }
    }

    /** A request at the data plane, by who has this key: counted, and written down where the data are live. */
    public void note(Exchange exchange, KeyView key) {
        exchange.whenEnded(() -> {
            Instant now = clock.instant();
            counter.add(
                    new UsageKey(key.ownerId(), key.endpointId(), key.id(), LocalDate.ofInstant(now, ZoneOffset.UTC)),
                    UsageCounts.ofOne(exchange.status(), exchange.bytesIn(), exchange.bytesOut(), now));
            if (key.environment() == Environment.LIVE) {
                keep(draft(exchange, now, key.ownerId(), key.endpointId(), key.id()));
            }
        });
    }

    /**
     * A request at the data plane, by an owner at the console: written down as every other that is about live data. It is
     * not counted as use, which is counted by key.
     */
    public void noteConsole(Exchange exchange, UUID ownerId, String actor) {
        exchange.whenEnded(() -> {
            EndpointView endpoint = exchange.kept(EndpointView.class);
            keep(draft(exchange, clock.instant(), ownerId, endpoint == null ? null : endpoint.id(), actor));
        });
    }

    /** A write at the owner's API. */
    public void noteWrite(Exchange exchange, UUID ownerId, @Nullable UUID endpointId, String actor) {
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            exchange.whenEnded(() -> keep(draft(exchange, clock.instant(), ownerId, endpointId, actor)));
        }
    }

    private static AuditDraft draft(
            Exchange exchange, Instant now, UUID ownerId, @Nullable UUID endpointId, String actor) {
        Command command = exchange.kept(Command.class);
        return new AuditDraft(
                Ids.create(),
                now,
                ownerId,
                endpointId,
                actor,
                exchange.method(),
                exchange.path(),
                command == null ? null : command.recordId(),
                command == null ? null : command.operationId(),
                exchange.status(),
                exchange.refusedCode(),
                exchange.requestId(),
                exchange.remoteAddress());
    }

    private void keep(AuditDraft draft) {
        if (buffer.add(draft)) {
            return;
        }
        lost.increment();
        if (!losing) {
            losing = true;
            LOG.error("audit entries are lost: PostgreSQL takes them more slowly than they come");
        }
    }

    private void write() {
        try {
            writeUsage();
            writeAudit();
            report(null);
        } catch (RuntimeException e) {
            report(e);
        }
    }

    private void writeUsage() {
        Map<UsageKey, UsageCounts> counted = counter.fetch();
        if (counted.isEmpty()) {
            return;
        }
        try {
            usage.add(counted).await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            if (StoreFailure.isUnavailable(e)) {
                counter.putBack(counted);
                throw e;
            }
            LOG.errorf(e, "usage is lost keys=%d", counted.size());
        }
    }

    private void writeAudit() {
        buffer.forgetRefusals();
        do {
            if (unwritten.isEmpty()) {
                unwritten = buffer.fetch(STEP).stream().map(AuditDraft::entry).toList();
            }
            if (!unwritten.isEmpty()) {
                append();
            }
        } while (!takeNext());
    }

    /** What PostgreSQL does not take although it is there must not stop all that comes after. */
    private void append() {
        try {
            audit.append(unwritten).await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            if (StoreFailure.isUnavailable(e)) {
                throw e;
            }
            LOG.errorf(e, "audit entries are lost count=%d", unwritten.size());
            lost.increment(unwritten.size());
        }
    }

    /** Whether that was all. */
    private boolean takeNext() {
        boolean last = unwritten.size() < STEP;
        unwritten = List.of();
        return last;
    }

    private void report(@Nullable RuntimeException failure) {
        if (failure != null && !failing) {
            LOG.warnf("usage and audit trail wait for the database: %s", failure.getMessage());
        }
        failing = failure != null;
        losing = losing && failing;
    }
}
