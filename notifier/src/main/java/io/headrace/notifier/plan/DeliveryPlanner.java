package io.headrace.notifier.plan;

import io.headrace.contracts.Callback;
import io.headrace.contracts.EventHeaders;
import io.headrace.contracts.Ids;
import io.headrace.contracts.Origin;
import io.headrace.contracts.TargetUrl;
import io.headrace.store.delivery.PlannedDelivery;
import io.headrace.store.delivery.StoredEvent;
import java.util.List;

/** Which targets get an event, and under which delivery id: planned twice, it comes out the same. */
final class DeliveryPlanner {
    private static final String CALLBACK = "callback";

    private DeliveryPlanner() {}

    static List<PlannedDelivery> plan(ReceivedEvent event) {
        Callback callback = event.headers().callback();
        if (callback == null || event.headers().origin() == Origin.CONSOLE) {
            return List.of();
        }
        return List.of(new PlannedDelivery(
                Ids.derive(event.headers().eventId(), CALLBACK),
                stored(event),
                null,
                oneSpelling(callback.url()),
                callback.authHeader(),
                callback.sealedAuth()));
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
                event.body());
    }
}
