package io.headrace.ingest.start;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock of this process, so that a test can put another in its place. */
final class ClockSource {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
