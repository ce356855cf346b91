package io.headrace.e2e.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * L14: while one destination hangs, and nothing else is broken, the 99th percentile of acceptance to first webhook of
 * the other destinations is at most twice that of the quiet times, or 250 ms where that is more. {@link Latencies} says
 * what is measured.
 */
final class Isolation implements Rule {
    static final int ENOUGH = 100;

    private static final long FLOOR = Duration.ofMillis(250).toNanos();
    private static final int FACTOR = 2;

    @Override
    public Law law() {
        return Law.L14;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        Latencies latencies = Latencies.of(facts);
        int hanging = latencies.hanging().size();
        int quiet = latencies.quiet().size();
        if (hanging < ENOUGH || quiet < ENOUGH) {
            breaches.note("not measured: %d webhooks beside a hanging destination, %d in quiet times"
                    .formatted(hanging, quiet));
            return;
        }
        Latencies.Sample beside = p99(latencies.hanging());
        long normal = p99(latencies.quiet()).nanos();
        String figures = "p99 %d ms beside a hanging destination, %d ms in quiet times"
                .formatted(millis(beside.nanos()), millis(normal));
        breaches.note(figures);
        if (beside.nanos() > Math.max(FACTOR * normal, FLOOR)) {
            breaches.add(
                    figures,
                    beside.window().fault(),
                    beside.delivery().operation().entries(),
                    beside.delivery().row(),
                    beside.delivery().receipts().get(0));
        }
    }

    private static Latencies.Sample p99(List<Latencies.Sample> samples) {
        List<Latencies.Sample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingLong(Latencies.Sample::nanos));
        return sorted.get((sorted.size() * 99 + 99) / 100 - 1);
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
