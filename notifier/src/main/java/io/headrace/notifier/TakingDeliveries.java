package io.headrace.notifier;

import io.headrace.notifier.deliver.DeliveryWorker;
import io.headrace.notifier.plan.GroupListener;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the schema is there, deliveries are taken and the consumer group has answered; alive as long as claims end, be it with an error. */
@Singleton
final class TakingDeliveries {
    private static final Duration STUCK = Duration.ofMinutes(1);

    private final DeliveryWorker worker;
    private final GroupListener group;

    TakingDeliveries(DeliveryWorker worker, @Identifier("group") GroupListener group) {
        this.worker = worker;
        this.group = group;
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck ready() {
        return () -> HealthCheckResponse.named("takes deliveries")
                .status(worker.isOpen())
                .build();
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck shared() {
        return () -> HealthCheckResponse.named("consumer group has answered")
                .status(group.hasJoined())
                .build();
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck alive() {
        return () -> HealthCheckResponse.named("claims go on")
                .status(!worker.isOpen() || worker.sinceLastTurn().compareTo(STUCK) < 0)
                .build();
    }
}
