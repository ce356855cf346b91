package io.headrace.ingest.operate;

/** One thing that an operator can have done. */
interface OperatorCommand {
    String name();

    /** Its options as they are typed, for the help. */
    String options();

    String description();

    /** @throws CommandProblem if it was not done */
    void run(CommandLine line, Surroundings surroundings);
}
