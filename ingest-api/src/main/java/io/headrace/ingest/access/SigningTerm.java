package io.headrace.ingest.access;

import java.time.Instant;

/**
 * When a key signs tokens, and when it is published.
 *
 * @param signsUntil exclusive
 * @param verifiesUntil exclusive: by then the last token that it signed is over
 */
record SigningTerm(Instant signsFrom, Instant signsUntil, Instant verifiesUntil) {
    boolean signsAt(Instant now) {
        return !now.isBefore(signsFrom) && now.isBefore(signsUntil);
    }

    boolean verifiesAt(Instant now) {
        return now.isBefore(verifiesUntil);
    }
}
