package io.headrace.local;

import io.headrace.backends.FreePorts;
import java.util.Map;

/** Where each process listens. */
public record Ports(int ingest, int processor, int notifier, int kafka, int postgres) {
    private static final int HIGHEST = 65_535;

    public Ports {
        check("ingest-api", ingest);
        check("processor", processor);
        check("notifier", notifier);
        check("kafka", kafka);
        check("postgres", postgres);
    }

    /** The contract's ports, each changed by its environment variable. */
    static Ports of(Map<String, String> environment) {
        return new Ports(
                port(environment, "HEADRACE_INGEST_PORT", 8080),
                port(environment, "HEADRACE_PROCESSOR_PORT", 8081),
                port(environment, "HEADRACE_NOTIFIER_PORT", 8082),
                port(environment, "HEADRACE_KAFKA_PORT", 19092),
                port(environment, "HEADRACE_POSTGRES_PORT", 15432));
    }

    /** Ports nobody uses, for a system that runs beside others. */
    public static Ports free() {
        return new Ports(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
    }

    int of(Service service) {
        return switch (service) {
            case INGEST_API -> ingest;
            case PROCESSOR -> processor;
            case NOTIFIER -> notifier;
        };
    }

    private static int port(Map<String, String> environment, String variable, int otherwise) {
        String text = environment.getOrDefault(variable, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new StartupProblem(variable + " is \"" + text + "\": it must be a port number.");
        }
    }

    private static void check(String name, int port) {
        if (port < 1 || port > HIGHEST) {
            throw new StartupProblem("The port of " + name + " is " + port + ": it must be 1 to " + HIGHEST + ".");
        }
    }
}
