package io.headrace.ingest.subscription;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.contracts.TestEventBody;
import io.headrace.ingest.delivery.DeliveryWorker;
import io.headrace.ingest.delivery.Years;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.limit.CallLimit;
import io.headrace.store.replay.DeliveryFilter;
import io.headrace.store.replay.DeliveryRequestStore;
import io.headrace.store.replay.TestEvent;
import io.headrace.store.subscription.StoredSubscription;
import io.headrace.store.subscription.SubscriptionHold;
import io.headrace.store.subscription.SubscriptionScope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Sends what a subscription would not get by itself: an event to try it, what it has missed, and what is held. */
@Singleton
public final class SubscriptionTrial {
    /** Of one subscription: enough to try a target, too few to hammer somebody else's. */
    static final int MAX_TESTS_A_MINUTE = 10;

    private final SubscriptionWorker subscriptions;
    private final DeliveryRequestStore requests;
    private final DeliveryWorker deliveries;
    private final Clock clock;
    private final CallLimit tests = new CallLimit(MAX_TESTS_A_MINUTE, Duration.ofMinutes(1));

    SubscriptionTrial(
            SubscriptionWorker subscriptions, DeliveryRequestStore requests, DeliveryWorker deliveries, Clock clock) {
        this.subscriptions = subscriptions;
        this.requests = requests;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** @param path where the delivery's id follows */
    public Uni<Response> test(Exchange exchange, SubscriptionScope scope, String id, String path) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return subscriptions
                .find(scope, id)
                .map(SubscriptionTrial::live)
                .invoke(subscription -> tests.admit(subscription.id()))
                .map(subscription -> event(exchange, scope, subscription))
                .call(requests::send)
                .map(event -> Answers.data(202, exchange, json -> {
                            json.writeStringField("eventId", Ids.format(Ids.EVENT, event.id()));
                            json.writeStringField("deliveryId", Ids.format(Ids.DELIVERY, event.deliveryId()));
                        })
                        .header("Location", path + "/" + Ids.format(Ids.DELIVERY, event.deliveryId()))
                        .build());
    }

    /** @param path where the job's id follows */
    public Uni<Response> recover(Exchange exchange, SubscriptionScope scope, String id, String path) {
        exchange.requireAcceptsJson();
        return subscriptions.find(scope, id).map(SubscriptionTrial::live).chain(subscription -> {
            Instant since = since(exchange.query());
            DeliveryFilter missed = new DeliveryFilter(
                    scope.ownerId(),
                    scope.endpointId(),
                    scope.environment(),
                    scope.collaboratorId(),
                    subscription.id(),
                    null,
                    null,
                    Set.of(),
                    null,
                    since,
                    null);
            return deliveries.recover(exchange, missed, path);
        });
    }

    /** Sends what is held, now; one that is not held has nothing to send. */
    public Uni<Response> release(Exchange exchange, SubscriptionScope scope, String id) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return subscriptions
                .find(scope, id)
                .map(SubscriptionTrial::live)
                .map(SubscriptionTrial::held)
                .call(subscription -> requests.release(scope.ownerId(), subscription.id()))
                .map(subscription -> Answers.data(202, exchange, json -> SubscriptionAnswers.write(json, subscription))
                        .build());
    }

    private TestEvent event(Exchange exchange, SubscriptionScope scope, StoredSubscription subscription) {
        UUID eventId = Ids.create();
        return new TestEvent(
                eventId,
                scope.ownerId(),
                scope.endpointId(),
                subscription.id(),
                Ids.delivery(eventId, subscription.id()),
                subscription.environment(),
                exchange.requestId(),
                TestEventBody.write(
                        eventId,
                        subscription.id(),
                        subscription.endpoint(),
                        subscription.environment(),
                        clock.instant()));
    }

    private static StoredSubscription live(StoredSubscription subscription) {
        if (!subscription.active() || subscription.disabledAt() != null) {
            throw Problem.of(ErrorCode.BUSINESS_RULE, Text.of("subscription.stopped"))
                    .exception();
        }
        return subscription;
    }

    private static StoredSubscription held(StoredSubscription subscription) {
        SubscriptionHold hold = subscription.hold();
        if (hold == null || hold.releasing()) {
            throw Problem.of(ErrorCode.BUSINESS_RULE, Text.of("subscription.not-held"))
                    .exception();
        }
        return subscription;
    }

    private static Instant since(Map<String, List<String>> query) {
        query.keySet().stream()
                .filter(name -> !name.equals("since"))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.badParameter(name, Text.of("parameter.unknown"))
                            .exception();
                });
        return Years.time(Paging.filter(query, "since"))
                .orElseThrow(() ->
                        Problem.badParameter("since", Text.of("body.time")).exception());
    }
}
