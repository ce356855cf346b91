package io.headrace.local;

import org.jspecify.annotations.Nullable;

/** Why the system cannot start, as one sentence for the person at the terminal. */
public final class StartupProblem extends RuntimeException {
    public StartupProblem(String sentence) {
        super(sentence);
    }

    public StartupProblem(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
