package io.headrace.notifier;

import io.headrace.contracts.RetrySchedule;
import io.headrace.contracts.SecretSealer;
import io.headrace.notifier.hold.HoldPolicy;
import io.headrace.notifier.hold.ProbeSchedule;
import io.headrace.notifier.hold.ReleasePace;
import io.headrace.notifier.send.WebhookSender;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.function.Supplier;

/** Turns settings into what the hops work with; a setting that does not make sense ends the start with a sentence. */
@Singleton
final class NotifierBeans {
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);

    /** Before the consumer starts, so that the sentence is the first thing to read. */
    void check(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            SecretSealer sealer,
            RetrySchedule schedule,
            HoldPolicy hold,
            ProbeSchedule probes,
            ReleasePace release,
            WebhookSender sender,
            NotifierConfig config) {
        if (config.delivery().retention().compareTo(SHORTEST_RETENTION) < 0) {
            throw new ConfigurationException(
                    "HEADRACE_DELIVERY_RETENTION cannot be used: deliveries are kept for a day at least");
        }
    }

    @Produces
    @Singleton
    SecretSealer sealer(NotifierConfig config) {
        String keys = config.secretKeys()
                .orElseThrow(() -> new ConfigurationException(
                        "HEADRACE_SECRET_KEYS is not set: the notifier needs it to open signing secrets"));
        try {
            return SecretSealer.of(keys);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("HEADRACE_SECRET_KEYS cannot be used: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    RetrySchedule schedule(NotifierConfig config) {
        return usable(
                "HEADRACE_WEBHOOK_SCHEDULE",
                () -> new RetrySchedule(config.webhook().schedule()));
    }

    @Produces
    @Singleton
    HoldPolicy hold(NotifierConfig config) {
        return usable(
                "HEADRACE_WEBHOOK_HOLD_AFTER or HEADRACE_WEBHOOK_HOLD_FAILURES",
                () -> new HoldPolicy(
                        config.webhook().holdAfter(), config.webhook().holdFailures()));
    }

    @Produces
    @Singleton
    ProbeSchedule probes(NotifierConfig config) {
        return usable(
                "HEADRACE_WEBHOOK_PROBE_EVERY",
                () -> new ProbeSchedule(config.webhook().probeEvery()));
    }

    @Produces
    @Singleton
    ReleasePace release(NotifierConfig config) {
        return usable(
                "HEADRACE_WEBHOOK_RELEASE_PER_SECOND",
                () -> new ReleasePace(config.webhook().releasePerSecond()));
    }

    private static <T> T usable(String setting, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(setting + " cannot be used: " + e.getMessage());
        }
    }
}
