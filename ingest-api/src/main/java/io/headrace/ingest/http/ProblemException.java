package io.headrace.ingest.http;

/** Carries a {@link Problem} to the rim; without a stack trace, because it is the caller's fault and not ours. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code().name(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
