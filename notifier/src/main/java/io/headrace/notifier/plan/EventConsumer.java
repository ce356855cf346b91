package io.headrace.notifier.plan;

import io.headrace.notifier.NotifierMetrics;
import io.headrace.notifier.Outage;
import io.headrace.notifier.deliver.DeliveryWorker;
import io.headrace.store.delivery.DeliveryStore;
import io.headrace.store.delivery.FirstLeases;
import io.headrace.store.delivery.PlannedDelivery;
import io.headrace.store.subscription.EndpointSubscription;
import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads batches of events and inserts their deliveries, to callbacks and subscriptions; a batch is acknowledged when that is committed. */
@Singleton
final class EventConsumer {
    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);
    private static final int MAX_INSERT = 1_000;

    private final SubscriptionBook subscriptions;
    private final DeliveryStore deliveries;
    private final DeliveryWorker worker;
    private final NotifierMetrics metrics;
    private final Outage outage = new Outage(LOG, "inserting deliveries");

    EventConsumer(
            SubscriptionBook subscriptions, DeliveryStore deliveries, DeliveryWorker worker, NotifierMetrics metrics) {
        this.subscriptions = subscriptions;
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
        List<ReceivedEvent> events = new ArrayList<>();
        batch.forEach(message -> read(message).ifPresent(events::add));
        Set<UUID> endpoints = events.stream()
                .filter(DeliveryPlanner::firesWebhooks)
                .map(event -> event.headers().endpointId())
                .collect(Collectors.toSet());
        return insistently(() -> subscriptions.of(endpoints)).chain(known -> insertAll(plan(events, known)));
    }

    private static List<PlannedDelivery> plan(
            List<ReceivedEvent> events, Map<UUID, List<EndpointSubscription>> subscriptions) {
        return events.stream()
                .flatMap(event ->
                        DeliveryPlanner.plan(
                                event,
                                subscriptions.getOrDefault(event.headers().endpointId(), List.of()))
                                .stream())
                .toList();
    }

    /** One statement after the other: an event may have many subscriptions. */
    private Uni<Void> insertAll(List<PlannedDelivery> planned) {
        Uni<Void> inserted = Uni.createFrom().voidItem();
        for (int from = 0; from < planned.size(); from += MAX_INSERT) {
            List<PlannedDelivery> some = planned.subList(from, Math.min(planned.size(), from + MAX_INSERT));
            inserted = inserted.chain(() -> insert(some));
        }
        return inserted;
    }

    private Uni<Void> insert(List<PlannedDelivery> planned) {
        FirstLeases leases = worker.reserve(planned);
        return insistently(() -> deliveries.insert(planned, leases))
                .invoke(inserted -> metrics.inserted(inserted.count()))
                .invoke(inserted -> worker.begin(planned, leases, inserted))
                .replaceWithVoid();
    }

    /** As often as it takes: without its answer the batch cannot go on. */
    private <T> Uni<T> insistently(Supplier<Uni<T>> question) {
        return Uni.createFrom()
                .deferred(question::get)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(outage::failed)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .invoke(outage::worked);
    }

    private Optional<ReceivedEvent> read(ConsumerRecord<@Nullable String, byte @Nullable []> message) {
        try {
            return Optional.of(EventReader.read(message));
        } catch (IllegalArgumentException e) {
            metrics.skipped();
            LOG.errorf(
                    "event skipped topic=%s partition=%d offset=%d reason=%s",
                    message.topic(), message.partition(), message.offset(), e.getMessage());
            return Optional.empty();
        }
    }
}
