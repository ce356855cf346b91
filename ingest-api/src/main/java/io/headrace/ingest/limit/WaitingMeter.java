package io.headrace.ingest.limit;

import io.headrace.store.quota.BookedTokens;
import io.headrace.store.quota.GrantedTokens;
import io.headrace.store.quota.KindLimits;
import io.headrace.store.quota.MeterKey;
import io.headrace.store.quota.WantedTokens;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A meter, behind its lock, and the requests that wait until it can tell; who came first is told first. */
final class WaitingMeter {
    static final int MAX_WAITING = 10_000;

    /** Whether it is in line to be asked for; {@link LeaseWorker}'s. */
    final AtomicBoolean inLine = new AtomicBoolean();

    private final Meter meter;
    private final Deque<Consumer<Standing>> waiting = new ArrayDeque<>();
    private KindLimits limits;

    WaitingMeter(MeterKey key, KindLimits limits) {
        this.meter = new Meter(key);
        this.limits = limits;
    }

    synchronized Standing take(KindLimits current, long now, boolean onCredit) {
        limits = current;
        return meter.take(current, now, onCredit);
    }

    synchronized Standing look(KindLimits current, long now) {
        limits = current;
        return meter.look(current, now);
    }

    /** False if too many wait already. */
    synchronized boolean await(Consumer<Standing> told) {
        return waiting.size() < MAX_WAITING && waiting.add(told);
    }

    synchronized boolean needsTokens(long now) {
        return !waiting.isEmpty() || meter.isLow(now) || meter.hasBookings();
    }

    synchronized List<WantedTokens> wanted(long now) {
        return meter.wanted(waiting.size(), now);
    }

    synchronized List<BookedTokens> bookings(long now) {
        return meter.bookings(now);
    }

    synchronized void bookAgain(List<BookedTokens> lost) {
        meter.bookAgain(lost);
    }

    synchronized void granted(GrantedTokens granted, long now) {
        meter.granted(granted, now);
    }

    /** Gives back what it holds if nobody has asked since then; whether there is something to book. */
    synchronized boolean release(long now, long unusedSince) {
        if (meter.usedAt() < unusedSince && waiting.isEmpty()) {
            meter.release(now);
        }
        return meter.hasBookings();
    }

    synchronized boolean isUnusedSince(long moment) {
        return meter.usedAt() < moment && waiting.isEmpty() && !meter.hasBookings();
    }

    /** Tells those who can be told now; outside the lock, because they go on at once. */
    void serve(long now, boolean onCredit) {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            while (!waiting.isEmpty()) {
                Standing standing = meter.take(limits, now, onCredit);
                if (standing.verdict() == Verdict.UNKNOWN) {
                    break;
                }
                Consumer<Standing> first = waiting.remove();
                told.add(() -> first.accept(standing));
            }
        }
        told.forEach(Runnable::run);
    }
}
