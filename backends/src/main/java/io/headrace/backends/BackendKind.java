package io.headrace.backends;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The two ways to have Kafka and PostgreSQL, and the rule that chooses between them. */
enum BackendKind {
    EMBEDDED,
    TESTCONTAINERS;

    /** What was asked for; else containers where a Docker engine answers; else child processes. */
    static BackendKind choose(Optional<String> forced, BooleanSupplier dockerAnswers) {
        if (forced.isPresent()) {
            return ofName(forced.get());
        }
        return dockerAnswers.getAsBoolean() ? TESTCONTAINERS : EMBEDDED;
    }

    static BackendKind choose() {
        return choose(Optional.ofNullable(System.getProperty(Backends.PROPERTY)), BackendKind::dockerAnswers);
    }

    private static BackendKind ofName(String name) {
        for (BackendKind kind : values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                Backends.PROPERTY + " is \"" + name + "\": it must be testcontainers or embedded");
    }

    /** Testcontainers is optional: a build that leaves it out has the embedded backends. */
    private static boolean dockerAnswers() {
        try {
            Class.forName("org.testcontainers.kafka.KafkaContainer");
            Class.forName("org.testcontainers.postgresql.PostgreSQLContainer");
        } catch (ClassNotFoundException e) {
            return false;
        }
        return ContainerBackends.dockerAnswers();
    }
}
