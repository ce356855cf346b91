package io.headrace.backends;

import java.util.List;
import java.util.Map;

/**
 * How to start a program once.
 *
 * @param environment added to what is inherited from this process
 * @param stopSignal asks the program to stop cleanly
 */
public record Launch(List<String> command, Map<String, String> environment, StopSignal stopSignal) {
    public Launch {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command is empty: it must name a program");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
