package io.headrace.ingest.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Decides when the next signing key is needed: before the last one ends, early enough for all to have seen it. */
final class SigningTermPlanner {
    private static final Duration MAX_NOTICE = Duration.ofDays(1);
    /** Clocks differ, and an instance may sign for a moment with a key that was just ended. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Duration period;
    private final Duration notice;

    /** @param period how long each key signs */
    SigningTermPlanner(Duration period) {
        this.period = period;
        Duration half = period.dividedBy(2);
        this.notice = half.compareTo(MAX_NOTICE) < 0 ? half : MAX_NOTICE;
    }

    /** The term of the key that has to be made now; empty if none has. */
    Optional<SigningTerm> missing(Collection<SigningTerm> terms, Instant now) {
        Instant covered = terms.stream()
                .map(SigningTerm::signsUntil)
                .filter(until -> until.isAfter(now))
                .max(Comparator.naturalOrder())
                .orElse(now);
        return covered.isAfter(now.plus(notice)) ? Optional.empty() : Optional.of(termFrom(covered));
    }

    private SigningTerm termFrom(Instant from) {
        Instant until = from.plus(period);
        return new SigningTerm(from, until, until.plus(TokenPlanner.LIFETIME).plus(MARGIN));
    }
}
