package io.headrace.ingest.operate;

/** Why a command was not carried out, in words for the operator. */
final class CommandProblem extends RuntimeException {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int exitCode;

    private CommandProblem(String message, int exitCode) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    static CommandProblem of(String message) {
        return new CommandProblem(message, FAILED);
    }

    /** What was typed is no command of ours. */
    static CommandProblem usage(String message) {
        return new CommandProblem(message, MISUSED);
    }

    int exitCode() {
        return exitCode;
    }
}
