package io.headrace.processor;

import io.headrace.contracts.OperationState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of the processor; names follow Prometheus's conventions. */
@ApplicationScoped
class ProcessorMetrics {
    private final Map<OperationState, Counter> settled = new EnumMap<>(OperationState.class);
    private final Counter again;
    private final Counter unreadable;
    private final Timer batchTime;
    private final Timer acceptToApply;
    private final DistributionSummary batchSize;
    private final AtomicLong lag = new AtomicLong();

    ProcessorMetrics(MeterRegistry registry) {
        for (OperationState state : List.of(OperationState.APPLIED, OperationState.REJECTED, OperationState.DEAD)) {
            settled.put(
                    state,
                    Counter.builder("headrace.commands.settled")
                            .description("Commands whose fate was decided")
                            .tag("state", state.wireName())
                            .register(registry));
        }
        again = Counter.builder("headrace.commands.read.again")
                .description("Commands that an earlier batch had decided already")
                .register(registry);
        unreadable = Counter.builder("headrace.commands.unreadable")
                .description("Messages in the commands topic that are no commands, set aside as dead")
                .register(registry);
        batchTime = Timer.builder("headrace.batch.apply")
                .description("From a batch's arrival to its commit")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
        acceptToApply = Timer.builder("headrace.command.accept.to.apply")
                .description("From acceptance, by the accepting process's clock, to commit")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofSeconds(60))
                .register(registry);
        batchSize = DistributionSummary.builder("headrace.batch.size")
                .description("Commands in a batch")
                .publishPercentileHistogram()
                .maximumExpectedValue(1_000.0)
                .register(registry);
        registry.gauge("headrace.commands.lag", lag);
    }

    void applied(List<ReceivedCommand> batch, List<Settled> all, long startNanos) {
        long now = System.currentTimeMillis();
        batchTime.record(Duration.ofNanos(System.nanoTime() - startNanos));
        batchSize.record(batch.size());
        unreadable.increment(batch.stream()
                .filter(ReceivedCommand.Unreadable.class::isInstance)
                .count());
        for (Settled each : all) {
            if (each.again()) {
                again.increment();
            } else {
                settled.get(each.state()).increment();
                acceptToApply.record(Duration.ofMillis(
                        Math.max(0, now - each.command().acceptedAt().toEpochMilli())));
            }
        }
    }

    void lag(long commands) {
        lag.set(commands);
    }
}
