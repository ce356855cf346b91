package io.headrace.ingest.operate;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The commands that operators have, by name. */
public final class Commands {
    private static final List<OperatorCommand> ALL =
            List.of(new CreateAdmin(), new ResetPassword(), new RotateSecrets(), new RotatePepper());
    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private Commands() {}

    /** Runs the command that was typed; the exit code: 0 done, 1 not done, 2 no such command. */
    public static int run(String... arguments) {
        Surroundings surroundings = new Surroundings(
                System.getenv(),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintStream(System.out, true, StandardCharsets.UTF_8));
        return run(surroundings, arguments);
    }

    static int run(Surroundings surroundings, String... arguments) {
        if (HELP.contains(arguments[0])) {
            help(surroundings);
            return 0;
        }
        try {
            CommandLine line = CommandLine.parse(arguments);
            find(line.command()).run(line, surroundings);
            return 0;
        } catch (CommandProblem problem) {
            surroundings.say(problem.getMessage());
            return problem.exitCode();
        } catch (IllegalStateException e) {
            surroundings.say("not done: " + e.getMessage());
            return 1;
        }
    }

    private static OperatorCommand find(String name) {
        return ALL.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandProblem.usage("there is no command " + name + "; try help"));
    }

    private static void help(Surroundings surroundings) {
        surroundings.say("java -jar quarkus-run.jar            serve HTTP");
        surroundings.say("java -jar quarkus-run.jar <command>  do this and end; reads the same HEADRACE_* variables");
        for (OperatorCommand command : ALL) {
            surroundings.say("  " + (command.name() + " " + command.options()).strip());
            surroundings.say("      " + command.description());
        }
        surroundings.say("  help");
    }
}
