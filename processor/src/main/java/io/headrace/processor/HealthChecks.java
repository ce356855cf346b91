package io.headrace.processor;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready: schema and topics are there and the group has given us our share. Live: not standing still. */
@ApplicationScoped
class HealthChecks {
    @Produces
    @Readiness
    HealthCheck consuming(
            Preparation preparation, @Identifier("positions") PositionListener listener, ReadingPlaces places) {
        return () -> HealthCheckResponse.named("commands")
                .status(preparation.isDone() && listener.hasJoined())
                .withData("prepared", preparation.isDone())
                .withData("partitions", places.partitions().size())
                .build();
    }

    @Produces
    @Liveness
    HealthCheck moving(LagMonitor monitor) {
        return () -> HealthCheckResponse.named("progress")
                .status(!monitor.isStandingStill())
                .build();
    }
}
