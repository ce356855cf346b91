package io.headrace.ingest.operate;

import io.headrace.contracts.SecretSealer;
import io.headrace.store.operator.OperatorStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** What a command has around it: the service's own environment variables, and a terminal. */
record Surroundings(Map<String, String> environment, BufferedReader in, PrintStream out) {
    OperatorStore openStore() {
        return new OperatorStore(
                setting("HEADRACE_DATABASE_URL"),
                setting("HEADRACE_DATABASE_USERNAME"),
                environment.getOrDefault("HEADRACE_DATABASE_PASSWORD", ""));
    }

    SecretSealer sealer() {
        try {
            return SecretSealer.of(setting("HEADRACE_SECRET_KEYS"));
        } catch (IllegalArgumentException e) {
            throw CommandProblem.of("HEADRACE_SECRET_KEYS cannot be read: " + e.getMessage());
        }
    }

    String setting(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw CommandProblem.of(name + " is not set");
        }
        return value;
    }

    String readLine() {
        try {
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void say(String line) {
        out.println(line);
    }
}
