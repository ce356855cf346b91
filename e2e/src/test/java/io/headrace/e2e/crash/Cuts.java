package io.headrace.e2e.crash;

import io.headrace.backends.Patience;
import io.headrace.e2e.agent.TcpProxy;
import io.headrace.e2e.history.FaultKind;
import java.time.Duration;

/** What is done to the connections between the services and their backends. */
final class Cuts {
    private static final String NETWORK = "network";
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(120);

    private final Wires wires;

    Cuts(Wires wires) {
        this.wires = wires;
    }

    /** @param backend {@code postgres} or {@code kafka} */
    Ordeal all(String backend) {
        String detail = backend + ", all at once";
        return new Ordeal(
                FaultKind.CONNECTION_CUT, NETWORK, detail, () -> proxy(backend).cutAll());
    }

    /** PostgreSQL has the COMMIT; whoever sent it never learns. */
    Ordeal afterCommit() {
        return new Ordeal(FaultKind.CONNECTION_CUT, NETWORK, "postgres, after COMMIT was sent", () -> {
            int before = wires.postgres().commitsCut();
            wires.postgres().cutAfterCommit();
            Patience.until(COMMITTED_WITHIN, () -> wires.postgres().commitsCut() > before, "nobody commits");
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

    private TcpProxy proxy(String backend) {
        return backend.equals("kafka") ? wires.kafka() : wires.postgres();
    }
}
