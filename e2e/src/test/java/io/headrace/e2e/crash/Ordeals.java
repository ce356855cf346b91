package io.headrace.e2e.crash;

import io.headrace.backends.Patience;
import io.headrace.contracts.Topics;
import io.headrace.e2e.agent.CrashPoint;
import io.headrace.e2e.agent.CrashPoints;
import io.headrace.e2e.agent.TcpProxy;
import io.headrace.e2e.history.FaultKind;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Everything that can be done to the system. */
final class Ordeals {
    /** Longer than a consumer's session, which is 10 seconds. */
    private static final Duration PAST_SESSION = Duration.ofSeconds(12);

    private static final String NETWORK = "network";
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration AT_FULL_SIZE = Duration.ofSeconds(4);
    private static final Duration ISOLATION = Duration.ofSeconds(8);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(60);
    private static final int MOST_HITS_SKIPPED = 10;
    private static final int MOST_STEPS_BACK = 1_000;

    private final CrashSystem system;
    private final Receivers receivers;
    private final Kafka kafka;
    private final CrashPoints points;
    private final Wires wires;
    private final Random random;

    Ordeals(
            CrashSystem system, Receivers receivers, Kafka kafka, CrashPoints points, Wires wires, Random random) {
        this.system = system;
        this.receivers = receivers;
        this.kafka = kafka;
        this.points = points;
        this.wires = wires;
        this.random = random;
    }

    /** Waits for the process to get there; where nobody does in time, the point is disarmed, and has not fired. */
    Ordeal crashAt(CrashPoint point) {
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
    Ordeal killWhoseRequestIsThere() {
        return new Ordeal(FaultKind.CRASH_POINT, "notifier", "at a request that its target has whole", () -> {
            CountDownLatch killed = new CountDownLatch(1);
            receivers.insteadOfAnswer(() -> {
                system.process("notifier").kill();
                killed.countDown();
            });
            killed.await(REACHED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        });
    }

    Ordeal kill(String process) {
        return new Ordeal(
                FaultKind.KILL, process, "", () -> system.process(process).kill());
    }

    Ordeal pause(Service service) {
        return new Ordeal(FaultKind.PAUSE, service.wireName(), PAST_SESSION.toString(), () -> {
            SupervisedProcess process = system.process(service.wireName());
            process.pause();
            Pause.of(PAST_SESSION);
            process.resume();
        });
    }

    Ordeal restart(String process) {
        return new Ordeal(
                FaultKind.RESTART, process, "", () -> system.local().restart(process));
    }

    /** As by {@code pg_ctl stop -m immediate}: no checkpoint, no goodbye. */
    Ordeal stopPostgresAtOnce() {
        return new Ordeal(FaultKind.IMMEDIATE_STOP, "postgres", "SIGQUIT", () -> quit(system.process("postgres")));
    }

    /** From one instance to three, and back. */
    Ordeal scale(Service service) {
        return new Ordeal(FaultKind.SCALE, service.wireName(), "1 to 3 to 1", () -> {
            SupervisedProcess second = system.grow(service, 2);
            SupervisedProcess third = system.grow(service, 3);
            Pause.of(AT_FULL_SIZE);
            system.shrink(third);
            system.shrink(second);
        });
    }

    Ordeal setOffsetsBack(Service service) {
        String group = "headrace-" + service.wireName();
        int steps = 1 + random.nextInt(MOST_STEPS_BACK);
        return new Ordeal(FaultKind.OFFSET_RESET, service.wireName(), steps + " back", () -> {
            SupervisedProcess process = system.process(service.wireName());
            process.stop();
            kafka.moveOffsets(group, offset -> Math.max(0, offset - steps));
            process.start();
        });
    }

    Ordeal poison() {
        return new Ordeal(
                FaultKind.POISON,
                "kafka-log",
                Topics.COMMANDS + " and " + Topics.EVENTS,
                () -> kafka.write(Poison.any(random)));
    }

    /** @param backend {@code postgres} or {@code kafka} */
    Ordeal cut(String backend) {
        return new Ordeal(FaultKind.CONNECTION_CUT, NETWORK, backend + ", all at once", () -> proxy(backend)
                .cutAll());
    }

    /** PostgreSQL has the COMMIT; whoever sent it never learns. */
    Ordeal cutAfterCommit() {
        return new Ordeal(FaultKind.CONNECTION_CUT, NETWORK, "postgres, after COMMIT was sent", () -> {
            int before = wires.postgres().commitsCut();
            wires.postgres().cutAfterCommit();
            Patience.until(REACHED_WITHIN, () -> wires.postgres().commitsCut() > before, "nobody commits");
        });
    }

    /** Nothing passes for a while, and no connection says so. */
    Ordeal silence(String backend) {
        return new Ordeal(FaultKind.CONNECTION_CUT, NETWORK, backend + ", silent for " + SILENCE, () -> {
            proxy(backend).pause();
            Pause.of(SILENCE);
            proxy(backend).resume();
        });
    }

    /** Alone, after a time without any fault: so that it can be seen whether the others feel it. */
    Ordeal hang(int owner) {
        return new Ordeal(FaultKind.HOSTILE_TARGET, "target", "hang of owner " + owner, () -> {
            receivers.hang(owner);
            Pause.of(ISOLATION);
            receivers.recover(owner);
        });
    }

    /** What must have been quiet before an ordeal begins. */
    static Duration quietBefore(Ordeal ordeal) {
        return ordeal.kind() == FaultKind.HOSTILE_TARGET ? QUIET : Duration.ZERO;
    }

    private TcpProxy proxy(String backend) {
        return backend.equals("kafka") ? wires.kafka() : wires.postgres();
    }

    private void crash(CrashPoint point, int hitsToSkip) {
        int before = points.fired(point);
        points.arm(point, hitsToSkip);
        awaitFired(point, before);
    }

    /** A second instance wants its share of the partitions. */
    private void crashOnRevoke() {
        int before = points.fired(CrashPoint.PROCESSOR_ON_REVOKE);
        points.arm(CrashPoint.PROCESSOR_ON_REVOKE, 0);
        SupervisedProcess second = system.grow(Service.PROCESSOR, 2);
        awaitFired(CrashPoint.PROCESSOR_ON_REVOKE, before);
        system.awaitAllAnswer();
        system.shrink(second);
    }

    private void awaitFired(CrashPoint point, int before) {
        try {
            Patience.until(REACHED_WITHIN, () -> points.fired(point) > before, point + " is not reached");
        } catch (IllegalStateException e) {
            points.disarm(point);
        }
    }

    private static void quit(SupervisedProcess process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(List.of("kill", "-QUIT", Long.toString(process.pid()))).start().waitFor();
        if (exit != 0) {
            throw new IOException("cannot send SIGQUIT to " + process.name());
        }
    }
}
