package io.headrace.ingest.limit;

import io.headrace.store.quota.GrantedTokens;
import io.headrace.store.quota.KindLimits;
import io.headrace.store.quota.LimitKind;
import io.headrace.store.quota.MeterKey;
import io.headrace.store.quota.WantedTokens;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One instance of ingest-api with one owner's meter, its clock off by minutes, and one question open at most. */
final class SimulatedInstance {
    static final MeterKey KEY = new MeterKey(new UUID(1, 1), LimitKind.WRITE);

    private final FakeQuotaTable table;
    private final LongSupplier trueNow;
    private final Runnable admitted;
    private final long skew;

    private Meter meter = new Meter(KEY);
    private DatabaseClock clock;
    private int waiting;
    private @Nullable List<WantedTokens> asked;
    private @Nullable List<GrantedTokens> answered;
    private long sentAt;
    private long databaseNow;

    int questions;
    int waits;
    int refusals;

    SimulatedInstance(FakeQuotaTable table, LongSupplier trueNow, long skew, Runnable admitted) {
        this.table = table;
        this.trueNow = trueNow;
        this.skew = skew;
        this.admitted = admitted;
        this.clock = newClock();
    }

    void request(KindLimits limits) {
        Standing standing = meter.take(limits, clock.now(), false);
        switch (standing.verdict()) {
            case ADMITTED -> admitted.run();
            case REFUSED -> refusals++;
            case UNKNOWN -> {
                waiting++;
                waits++;
            }
        }
        if (waiting > 0 || meter.isLow(clock.now())) {
            ask();
        }
    }

    /** The question reaches the database. */
    void reach() {
        if (asked != null && answered == null) {
            answered = table.lease(asked, trueNow.getAsLong());
            databaseNow = trueNow.getAsLong();
        }
    }

    /** The answer comes back. */
    void hear(KindLimits limits) {
        if (answered == null) {
            return;
        }
        clock.heard(sentAt, clock.nanos(), databaseNow);
        answered.forEach(tokens -> meter.granted(tokens, clock.now()));
        forget();
        drain(limits);
        if (waiting > 0) {
            ask();
        }
    }

    /** The question or its answer is lost; who waited asks again. */
    void lose() {
        boolean wasOpen = asked != null;
        forget();
        if (wasOpen && waiting > 0) {
            ask();
        }
    }

    /** kill -9, and a new start. */
    void kill() {
        forget();
        waiting = 0;
        meter = new Meter(KEY);
        clock = newClock();
    }

    /** A clean stop, and a new start. */
    void restart() {
        meter.release(clock.now());
        table.book(meter.bookings(clock.now()));
        kill();
    }

    private void drain(KindLimits limits) {
        while (waiting > 0) {
            Standing standing = meter.take(limits, clock.now(), false);
            if (standing.verdict() == Verdict.UNKNOWN) {
                return;
            }
            waiting--;
            if (standing.verdict() == Verdict.ADMITTED) {
                admitted.run();
            } else {
                refusals++;
            }
        }
    }

    private void ask() {
        if (asked == null) {
            List<WantedTokens> wanted = meter.wanted(waiting, clock.now());
            if (!wanted.isEmpty()) {
                questions++;
                asked = wanted;
                sentAt = clock.nanos();
            }
        }
    }

    private void forget() {
        asked = null;
        answered = null;
    }

    private DatabaseClock newClock() {
        return new DatabaseClock(() -> (trueNow.getAsLong() + skew) * 1_000_000, trueNow.getAsLong() + skew);
    }
}
