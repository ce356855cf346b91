package io.headrace.local;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The terminal of the person who started us: each line says which process it is from. */
final class Console {
    private static final String RESET = "\u001b[0m";
    private static final int NAME_WIDTH = 10;
    private static final List<String> COLOURS = List.of("36", "33", "35", "32", "34");

    private final PrintStream out;
    private final boolean coloured;

    Console(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    static Console ofThisTerminal() {
        return new Console(System.out, isTerminal() && wantsColour(System.getenv()));
    }

    void print(String line) {
        out.println(coloured ? colour(line) : line);
        out.flush();
    }

    /** {@code name | line}, the names below each other. */
    static String prefixed(String name, String line) {
        return name + " ".repeat(Math.max(0, NAME_WIDTH - name.length())) + " | " + line;
    }

    static boolean wantsColour(Map<String, String> environment) {
        return !environment.containsKey("NO_COLOR")
                && !Optional.ofNullable(environment.get("TERM")).orElse("dumb").equals("dumb");
    }

    /** Since Java 22 there is a console also when the output goes to a file; it knows whether it is a terminal. */
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Each name always has the same colour. */
    private static String colour(String line) {
        int end = line.indexOf(" | ");
        if (end < 0) {
            return line;
        }
        int index = Math.floorMod(line.substring(0, end).strip().hashCode(), COLOURS.size());
        return "\u001b[" + COLOURS.get(index) + "m" + line.substring(0, end) + " |" + RESET + line.substring(end + 2);
    }
}
