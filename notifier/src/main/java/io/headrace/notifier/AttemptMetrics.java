package io.headrace.notifier;

import io.headrace.store.delivery.AttemptFailure;
import io.headrace.store.delivery.AttemptTimings;
import io.headrace.store.delivery.EndedAttempt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the notifier counts of attempts. Everything that can be counted is there from the start: what appears with its
 * first increment has no rate until its second one.
 */
final class AttemptMetrics {
    private static final Duration[] DURATIONS = {
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2_500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15)
    };

    private static final String NONE = "none";
    private static final String SUCCESS = "2xx";
    private static final List<String> REFUSALS = List.of("3xx", "4xx", "5xx", "other");

    private final MeterRegistry registry;
    private final Timer duration;
    private final Timer dns;
    private final Timer connect;
    private final Timer tls;
    private final Timer firstByte;

    AttemptMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.duration = Timer.builder("headrace.delivery.attempt.duration")
                .description("From the start of an attempt to its outcome")
                .serviceLevelObjectives(DURATIONS)
                .register(registry);
        this.dns = phase("dns");
        this.connect = phase("connect");
        this.tls = phase("tls");
        this.firstByte = phase("first_byte");
        for (Lane lane : Lane.values()) {
            attempts(lane, null, SUCCESS);
            for (AttemptFailure failure : AttemptFailure.values()) {
                List<String> statuses = failure == AttemptFailure.STATUS ? REFUSALS : List.of(NONE);
                statuses.forEach(status -> attempts(lane, failure, status));
            }
        }
    }

    void ended(EndedAttempt attempt) {
        duration.record(attempt.duration());
        AttemptTimings timings = attempt.timings();
        record(dns, timings.dns());
        record(connect, timings.connect());
        record(tls, timings.tls());
        record(firstByte, timings.firstByte());
        attempts(Lane.of(attempt.delivery()), attempt.failure(), status(attempt.answer()))
                .increment();
    }

    private Timer phase(String name) {
        return Timer.builder("headrace.delivery.phase.duration")
                .description("Of a phase of an attempt that came to its end")
                .tag("phase", name)
                .serviceLevelObjectives(DURATIONS)
                .register(registry);
    }

    private Counter attempts(Lane lane, @Nullable AttemptFailure failure, String status) {
        return registry.counter(
                "headrace.delivery.attempts",
                "result",
                failure == null ? "success" : "failure",
                "failure",
                failure == null ? NONE : failure.wireName(),
                "status",
                status,
                "lane",
                lane.wireName());
    }

    private static void record(Timer timer, @Nullable Integer millis) {
        if (millis != null) {
            timer.record(Duration.ofMillis(millis));
        }
    }

    private static String status(EndedAttempt.@Nullable Answer answer) {
        if (answer == null) {
            return NONE;
        }
        int hundreds = answer.status() / 100;
        return hundreds >= 2 && hundreds <= 5 ? hundreds + "xx" : "other";
    }
}
