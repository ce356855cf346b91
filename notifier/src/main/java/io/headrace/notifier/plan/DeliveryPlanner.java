package io.headrace.notifier.plan;

import io.headrace.contracts.Callback;
import io.headrace.contracts.EventHeaders;
import io.headrace.contracts.Ids;
import io.headrace.contracts.Origin;
import io.headrace.contracts.TargetUrl;
import io.headrace.store.delivery.PlannedDelivery;
import io.headrace.store.delivery.StoredEvent;
import io.headrace.store.subscription.EndpointSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which targets get an event, and under which delivery id: planned twice, it comes out the same. */
final class DeliveryPlanner {
    private static final String CALLBACK = "callback";

    /** Both ids are stamped by ingest-api, but perhaps by two instances. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private DeliveryPlanner() {}

    /** @param subscriptions those of the event's endpoint */
    static List<PlannedDelivery> plan(ReceivedEvent event, List<EndpointSubscription> subscriptions) {
        EventHeaders headers = event.headers();
        if (!firesWebhooks(event)) {
            return List.of();
        }
        List<PlannedDelivery> planned = new ArrayList<>();
        StoredEvent stored = stored(event);
        if (headers.callback() != null) {
            planned.add(toCallback(stored, headers.callback()));
        }
        subscriptions.stream()
                .filter(subscription -> wasThere(subscription, event.headers().eventId()))
                .filter(subscription -> subscription.wants(headers.ownerId(), headers.environment(), headers.type()))
                .forEach(subscription -> planned.add(toSubscription(stored, subscription)));
        return planned;
    }

    /** An event that is read once more, perhaps days later, is not told to who has subscribed since. */
    private static boolean wasThere(EndpointSubscription subscription, UUID eventId) {
        return !Ids.time(eventId).isBefore(Ids.time(subscription.id()).minus(CLOCKS_DIFFER));
    }

    static boolean firesWebhooks(ReceivedEvent event) {
        return event.headers().origin() != Origin.CONSOLE;
    }

    private static PlannedDelivery toCallback(StoredEvent event, Callback callback) {
        return new PlannedDelivery(
                Ids.derive(event.id(), CALLBACK),
                event,
                null,
                oneSpelling(callback.url()),
                callback.authHeader(),
                callback.sealedAuth(),
                Duration.ZERO,
                false,
                false);
    }

    private static PlannedDelivery toSubscription(StoredEvent event, EndpointSubscription subscription) {
        return new PlannedDelivery(
                Ids.delivery(event.id(), subscription.id()),
                event,
                subscription.id(),
                subscription.targetUrl(),
                null,
                null,
                subscription.firstWait(),
                subscription.ordered(),
                subscription.held());
    }

    /** One form for each target, so that budgets cannot be multiplied by spelling a host in different ways. */
    private static String oneSpelling(String url) {
        try {
            return TargetUrl.parse(url, true).text();
        } catch (IllegalArgumentException e) {
            return url; // its attempts will fail as blocked, and be listed
        }
    }

    private static StoredEvent stored(ReceivedEvent event) {
        EventHeaders headers = event.headers();
        return new StoredEvent(
                headers.eventId(),
                headers.type(),
                headers.ownerId(),
                headers.endpointId(),
                headers.environment(),
                headers.recordId(),
                headers.requestId(),
                headers.traceparent(),
                headers.sequence(),
                event.body());
    }
}
