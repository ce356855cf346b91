package io.headrace.local;

import io.headrace.backends.FreePorts;
import java.util.function.IntPredicate;

/** Refuses to start over a busy port, before anything runs: one sentence that says what to do. */
final class PortGuard {
    private final IntPredicate isFree;

    PortGuard(IntPredicate isFree) {
        this.isFree = isFree;
    }

    static PortGuard ofThisMachine() {
        return new PortGuard(FreePorts::isFree);
    }

    void check(Ports ports) {
        check(ports.ingest(), "ingest-api", "HEADRACE_INGEST_PORT");
        check(ports.processor(), "processor", "HEADRACE_PROCESSOR_PORT");
        check(ports.notifier(), "notifier", "HEADRACE_NOTIFIER_PORT");
        check(ports.kafka(), "kafka", "HEADRACE_KAFKA_PORT");
        check(ports.postgres(), "postgres", "HEADRACE_POSTGRES_PORT");
    }

    private void check(int port, String name, String variable) {
        if (!isFree.test(port)) {
            throw new StartupProblem("Port " + port + " for " + name + " is in use: stop what listens there, or set "
                    + variable + " to another port.");
        }
    }
}
