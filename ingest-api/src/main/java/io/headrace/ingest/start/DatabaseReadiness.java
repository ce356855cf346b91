package io.headrace.ingest.start;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers, has its tables, and the first owner exists where one was asked for. */
@Readiness
@Singleton
final class DatabaseReadiness implements HealthCheck {
    private final DatabaseLink link;

    DatabaseReadiness(DatabaseLink link) {
        this.link = link;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(link.isReady()).build();
    }
}
