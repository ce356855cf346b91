package io.headrace.e2e.crash;

import io.headrace.backends.Patience;
import io.headrace.e2e.agent.CrashPoint;
import io.headrace.e2e.agent.CrashPoints;
import io.headrace.e2e.history.FaultKind;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Kills at a named point of the code: armed, and waited for. */
final class Crashes {
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(120);
    private static final int MOST_HITS_SKIPPED = 10;

    private final CrashSystem system;
    private final Receivers receivers;
    private final CrashPoints points;
    private final Random random;

    Crashes(CrashSystem system, Receivers receivers, CrashPoints points, Random random) {
        this.system = system;
        this.receivers = receivers;
        this.points = points;
        this.random = random;
    }

    /** Where nobody gets to the point in time it is disarmed, and has not fired. */
    Ordeal at(CrashPoint point) {
        int hitsToSkip = random.nextInt(MOST_HITS_SKIPPED);
        return new Ordeal(FaultKind.CRASH_POINT, point.process(), point.wireName(), () -> {
            switch (point) {
                case PROCESSOR_ON_REVOKE -> crashOnRevoke();
                case NOTIFIER_BETWEEN_ATTEMPTS -> crash(point, 0);
                default -> crash(point, hitsToSkip);
            }
        });
    }

    /** The same moment as the crash point of this name, seen from the other end of the wire. */
    Ordeal whenTheRequestIsThere() {
        return new Ordeal(FaultKind.CRASH_POINT, "notifier", "at a request that its target has whole", () -> {
            CountDownLatch killed = new CountDownLatch(1);
            receivers.insteadOfAnswer(() -> {
                system.process("notifier").kill();
                killed.countDown();
            });
            if (!killed.await(REACHED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                receivers.answer();
            }
        });
    }

    private void crash(CrashPoint point, int hitsToSkip) {
        int before = points.fired(point);
        SupervisedProcess process = system.process(point.process());
        long pid = process.pid();
        points.arm(point, hitsToSkip);
        if (isReached(point, before)) {
            // Who is about to die answers for a moment yet.
            comes(() -> !process.isAlive() || process.pid() != pid);
        }
    }

    /** A second instance wants its share of the partitions. */
    private void crashOnRevoke() {
        int before = points.fired(CrashPoint.PROCESSOR_ON_REVOKE);
        points.arm(CrashPoint.PROCESSOR_ON_REVOKE, 0);
        SupervisedProcess second = system.grow(Service.PROCESSOR, 2);
        isReached(CrashPoint.PROCESSOR_ON_REVOKE, before);
        system.awaitAllAnswer();
        system.shrink(second);
    }

    private boolean isReached(CrashPoint point, int before) {
        return comes(() -> points.fired(point) > before) || !points.disarm(point);
    }

    private static boolean comes(BooleanSupplier condition) {
        try {
            Patience.until(REACHED_WITHIN, condition, "in vain");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
