package io.headrace.notifier;

import io.headrace.notifier.deliver.DeliveryWorker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How many of this instance's slots are taken, and how many it has. */
@Singleton
final class InFlightMetrics {
    void register(@Observes StartupEvent event, MeterRegistry registry, DeliveryWorker worker, NotifierConfig config) {
        Gauge.builder("headrace.delivery.inflight", () -> worker.leasesHeld().size())
                .description("Attempts that are under way, or ended and not recorded yet")
                .register(registry);
        Gauge.builder("headrace.delivery.inflight.limit", () -> config.webhook().inFlight())
                .description("Attempts that may be under way at once")
                .register(registry);
    }
}
