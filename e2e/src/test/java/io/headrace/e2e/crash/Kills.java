package io.headrace.e2e.crash;

import io.headrace.e2e.history.FaultKind;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What is done to processes: ended, frozen, started anew, joined by others. */
final class Kills {
    /** Longer than a consumer's session, which is 10 seconds. */
    private static final Duration PAST_SESSION = Duration.ofSeconds(12);

    private static final Duration AT_FULL_SIZE = Duration.ofSeconds(4);

    private final CrashSystem system;

    Kills(CrashSystem system) {
        this.system = system;
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
        return new Ordeal(FaultKind.RESTART, process, "", () -> system.local().restart(process));
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

    private static void quit(SupervisedProcess process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(List.of("kill", "-QUIT", Long.toString(process.pid())))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("cannot send SIGQUIT to " + process.name());
        }
    }
}
