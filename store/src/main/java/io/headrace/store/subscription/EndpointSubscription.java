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
 * @param held whether nothing is sent to it at once: it is held, or what was held is sent first
 */
public record EndpointSubscription(
        UUID id,
        UUID ownerId,
        Environment environment,
        String targetUrl,
        @Nullable Set<EventType> events,
        Duration firstWait,
        boolean ordered,
        boolean held) {

    /** Whether it is for such an event of its endpoint. */
    public boolean wants(UUID eventOwner, Environment eventEnvironment, EventType type) {
        return ownerId.equals(eventOwner)
                && environment == eventEnvironment
                && (events == null || events.contains(type));
    }
}
