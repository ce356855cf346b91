package io.headrace.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of {@code services.json}: a process that runs.
 *
 * @param startedAt as the operating system tells it, in ISO 8601; with the pid it names one process for ever
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServiceEntry(String name, long pid, int port, String log, String startedAt) {
    /** The system's boot time, from which start times are reckoned, is known to the second and moves with the clock. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Whether the process that has our pid today is still the one that was written down. */
    boolean isSameProcess(Optional<Instant> startOfPidToday) {
        Instant recorded = Instant.parse(startedAt);
        return startOfPidToday
                .filter(today -> Duration.between(recorded, today).abs().compareTo(TOLERANCE) <= 0)
                .isPresent();
    }
}
