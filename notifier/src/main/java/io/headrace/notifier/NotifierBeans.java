package io.headrace.notifier;

import io.headrace.contracts.RetrySchedule;
import io.headrace.contracts.SecretSealer;
import io.headrace.notifier.send.WebhookSender;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/** Turns settings into what the hops work with; a setting that does not make sense ends the start with a sentence. */
@Singleton
final class NotifierBeans {
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);

    /** Before the consumer starts, so that the sentence is the first thing to read. */
    void check(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            SecretSealer sealer,
            RetrySchedule schedule,
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
        try {
            return new RetrySchedule(config.webhook().schedule());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("HEADRACE_WEBHOOK_SCHEDULE cannot be used: " + e.getMessage());
        }
    }
}
