package io.headrace.notifier.send;

import io.headrace.store.delivery.AttemptFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one attempt came to. */
public sealed interface AttemptOutcome {

    /**
     * A whole answer within the deadline.
     *
     * @param retryAfter how long the target asks to be left alone, or null
     * @param headers lines of {@code name: value}, as many as are kept
     * @param body the beginning of the answer's body, as text that PostgreSQL can store
     */
    record Answered(int status, @Nullable Duration retryAfter, String headers, String body) implements AttemptOutcome {}

    /** No answer that counts. */
    record Failed(AttemptFailure kind) implements AttemptOutcome {}

    /** Null for success: a 2xx answer. */
    default @Nullable AttemptFailure failure() {
        if (this instanceof Failed failed) {
            return failed.kind();
        }
        Answered answered = (Answered) this;
        return answered.status() >= 200 && answered.status() < 300 ? null : AttemptFailure.STATUS;
    }
}
