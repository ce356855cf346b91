package io.headrace.ingest.operate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator typed: the command, options with a value ({@code --account A}), and flags.
 *
 * @param values by option
 */
record CommandLine(String command, Map<String, String> values, Set<String> flags) {
    private static final Set<String> FLAGS = Set.of("--password-stdin");

    CommandLine {
        values = Map.copyOf(values);
        flags = Set.copyOf(flags);
    }

    /** @throws CommandProblem if an option lacks its value or is none */
    static CommandLine parse(String... arguments) {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        Map<String, String> values = new HashMap<>();
        Set<String> flags = new java.util.HashSet<>();
        for (Iterator<String> words = rest.iterator(); words.hasNext(); ) {
            String word = words.next();
            if (FLAGS.contains(word)) {
                flags.add(word);
            } else if (word.startsWith("--") && words.hasNext()) {
                values.put(word, words.next());
            } else {
                throw CommandProblem.usage("cannot read \"" + word + "\"");
            }
        }
        return new CommandLine(arguments[0], values, flags);
    }

    /** The same, if it has no options but these. */
    CommandLine allow(String... options) {
        Set<String> allowed = Set.of(options);
        values.keySet().stream()
                .filter(option -> !allowed.contains(option))
                .findFirst()
                .or(() -> flags.stream().filter(flag -> !allowed.contains(flag)).findFirst())
                .ifPresent(option -> {
                    throw CommandProblem.usage(command + " has no option " + option);
                });
        return this;
    }

    String required(String option) {
        return Optional.ofNullable(values.get(option))
                .orElseThrow(() -> CommandProblem.usage(command + " needs " + option));
    }
}
