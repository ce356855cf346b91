package io.headrace.ingest.oidc;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides whether the provider's keys are used as they are, or fetched, so that tokens cannot make us ask at will. */
final class FetchPolicy {
    /** After this a key that the provider has taken back is not accepted any more, as long as it answers. */
    static final Duration FRESH = Duration.ofMinutes(10);
    /** Between two fetches that somebody's token asked for. */
    static final Duration HOLD = Duration.ofSeconds(30);
    /** Between two tries while there is nothing to use. */
    static final Duration RETRY = Duration.ofSeconds(2);

    private FetchPolicy() {}

    /** What is to be done for one token. */
    enum Step {
        USE,
        /** And fetch meanwhile. */
        USE_AND_FETCH,
        FETCH_AND_WAIT,
        /** There is nothing to use, and it was tried just now. */
        GIVE_UP
    }

    /**
     * @param fetchedAt when what is there was fetched; null if nothing is there
     * @param triedAt the last try, whatever came of it; null if there was none
     * @param keyKnown whether the token's key is among what is there
     */
    static Step step(@Nullable Instant fetchedAt, @Nullable Instant triedAt, boolean keyKnown, Instant now) {
        if (fetchedAt == null) {
            return isOver(triedAt, RETRY, now) ? Step.FETCH_AND_WAIT : Step.GIVE_UP;
        }
        if (!keyKnown) {
            return isOver(triedAt, HOLD, now) ? Step.FETCH_AND_WAIT : Step.USE;
        }
        return isOver(fetchedAt, FRESH, now) && isOver(triedAt, HOLD, now) ? Step.USE_AND_FETCH : Step.USE;
    }

    private static boolean isOver(@Nullable Instant since, Duration time, Instant now) {
        return since == null || !now.isBefore(since.plus(time));
    }
}
