package io.headrace.bench.run.scenario;

import io.headrace.bench.run.rig.CommandFeed;
import io.headrace.bench.run.rig.Rig;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Queues commands while the processor is frozen, lets it go, and watches how fast they come into effect. */
final class Drain {
    private static final long BETWEEN_LOOKS_NANOS = 20_000_000;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private final Rig rig;
    private final CommandFeed feed;

    /**
     * @param perSecond from the first commit to the last, without the first one's commands: what it takes to get its
     *     partitions back from Kafka after the pause is not counted
     */
    record Drained(double perSecond, CommandFeed.Span ids) {}

    Drain(Rig rig, CommandFeed feed) {
        this.rig = rig;
        this.feed = feed;
    }

    Drained run(int commands) {
        SupervisedProcess processor = rig.system().process(Service.PROCESSOR);
        processor.pause();
        long before = rig.database().commandsApplied();
        CommandFeed.Span ids;
        try {
            ids = feed.queue(commands, Requests.body().getBytes(StandardCharsets.UTF_8), List.of());
        } finally {
            processor.resume();
        }
        double perSecond = watch(before, before + commands);
        requireRecords(commands, ids);
        return new Drained(perSecond, ids);
    }

    /** Commands that became something else than records would be another, faster thing. */
    private void requireRecords(int commands, CommandFeed.Span ids) {
        long records = rig.database()
                .number("SELECT count(*) FROM record WHERE environment = 'live' AND id BETWEEN '" + ids.first()
                        + "' AND '" + ids.last() + "'");
        if (records != commands) {
            throw new IllegalStateException(commands + " commands became " + records + " records");
        }
    }

    private double watch(long before, long end) {
        long begin = System.nanoTime();
        long first = before;
        long firstNanos = begin;
        long applied = before;
        while (applied < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            applied = rig.database().commandsApplied();
            if (first == before && applied > before) {
                first = applied;
                firstNanos = System.nanoTime();
            }
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IllegalStateException((end - applied) + " commands are not applied after 10 minutes");
            }
        }
        if (applied == first) {
            throw new IllegalStateException((end - before) + " commands are too few: all came into effect at once");
        }
        return (applied - first) * 1e9 / Math.max(1, System.nanoTime() - firstNanos);
    }
}
