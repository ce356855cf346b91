package io.headrace.ingest.record;

import io.headrace.ingest.http.Exchange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Measures what a writer waits for a 202: from the request's arrival to its answer.
 *
 * <p>Who asked to wait longer, by {@code Prefer: wait}, is left out: that time is the client's own choice.
 */
@Singleton
final class AcceptTimer {
    private final Timer timer;

    AcceptTimer(MeterRegistry meters) {
        this.timer = Timer.builder("headrace.accept")
                .description("from the arrival of a write to its answer 202")
                .serviceLevelObjectives(
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(4))
                .register(meters);
    }

    void accepted(Exchange exchange) {
        exchange.whenAnswered(timer::record);
    }
}
