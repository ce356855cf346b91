package io.headrace.notifier.plan;

import io.headrace.notifier.NotifierMetrics;
import io.headrace.notifier.Outage;
import io.headrace.notifier.deliver.DeliveryWorker;
import io.headrace.store.delivery.DeliveryStore;
import io.headrace.store.delivery.FirstLeases;
import io.headrace.store.delivery.PlannedDelivery;
import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads batches of events and inserts their deliveries; a batch is acknowledged when that is committed. */
@Singleton
final class EventConsumer {
    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final DeliveryStore deliveries;
    private final DeliveryWorker worker;
    private final NotifierMetrics metrics;
    private final Outage outage = new Outage(LOG, "inserting deliveries");

    EventConsumer(DeliveryStore deliveries, DeliveryWorker worker, NotifierMetrics metrics) {
        this.deliveries = deliveries;
        this.worker = worker;
        this.metrics = metrics;
    }

    /**
     * Completes, and so acknowledges, only after the insert; waits as long as the database is away. Never fails:
     * a defect ends the process.
     */
    @Incoming("events")
    Uni<Void> consume(ConsumerRecords<@Nullable String, byte @Nullable []> batch) {
        return LastResort.orEnd(() -> take(batch), Quarkus::asyncExit);
    }

    private Uni<Void> take(ConsumerRecords<@Nullable String, byte @Nullable []> batch) {
        List<PlannedDelivery> planned = new ArrayList<>();
        batch.forEach(message -> planned.addAll(plan(message)));
        return planned.isEmpty() ? Uni.createFrom().voidItem() : insert(planned);
    }

    private Uni<Void> insert(List<PlannedDelivery> planned) {
        FirstLeases leases = worker.reserve(planned);
        return Uni.createFrom()
                .deferred(() -> deliveries.insert(planned, leases))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(outage::failed)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .invoke(outage::worked)
                .invoke(inserted -> metrics.inserted(inserted.count()))
                .invoke(inserted -> worker.begin(planned.size(), leases, inserted))
                .replaceWithVoid();
    }

    private List<PlannedDelivery> plan(ConsumerRecord<@Nullable String, byte @Nullable []> message) {
        try {
            return DeliveryPlanner.plan(EventReader.read(message));
        } catch (IllegalArgumentException e) {
            metrics.skipped();
            LOG.errorf(
                    "event skipped topic=%s partition=%d offset=%d reason=%s",
                    message.topic(), message.partition(), message.offset(), e.getMessage());
            return List.of();
        }
    }
}
