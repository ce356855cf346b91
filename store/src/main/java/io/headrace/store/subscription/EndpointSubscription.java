package io.headrace.store.subscription;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the notifier asks of a subscription when an event comes.
 *
 * @param events null for every type
 * @param firstWait before the first attempt of each delivery
 * @param ordered whether the events of a record wait for each other
 */
public record EndpointSubscription(
        UUID id,
        UUID ownerId,
        Environment environment,
        String targetUrl,
        @Nullable Set<EventType> events,
        Duration firstWait,
        boolean ordered) {

    /** Whether it is for such an event of its endpoint. */
    public boolean wants(UUID eventOwner, Environment eventEnvironment, EventType type) {
        return ownerId.equals(eventOwner)
                && environment == eventEnvironment
                && (events == null || events.contains(type));
    }
}
