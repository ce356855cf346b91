package io.headrace.ingest.queue;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Kafka answers and has the topic of commands. */
@Readiness
@Singleton
final class KafkaReadiness implements HealthCheck {
    private final KafkaLink link;

    KafkaReadiness(KafkaLink link) {
        this.link = link;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka")
                .status(link.producer().isPresent())
                .build();
    }
}
