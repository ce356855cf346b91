package io.headrace.notifier.plan;

import io.headrace.store.subscription.EndpointSubscription;
import io.headrace.store.subscription.SubscriptionLookups;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Knows which subscriptions endpoints have, none included: remembers it for seconds, and asks once for all endpoints of
 * a batch that it does not know.
 */
@Singleton
final class SubscriptionBook {
    /** So soon a change reaches every instance; counted from the question on. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private static final int MAX_ENDPOINTS = 10_000;

    private final Function<Collection<UUID>, Uni<Map<UUID, List<EndpointSubscription>>>> source;
    private final LongSupplier nanos;
    private final Map<UUID, Page> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Page> eldest) {
            return size() > MAX_ENDPOINTS;
        }
    };

    private record Page(List<EndpointSubscription> subscriptions, long askedAt) {}

    @Inject
    SubscriptionBook(SubscriptionLookups lookups) {
        this(lookups::find, System::nanoTime);
    }

    SubscriptionBook(
            Function<Collection<UUID>, Uni<Map<UUID, List<EndpointSubscription>>>> source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    /** The subscriptions of these endpoints. */
    Uni<Map<UUID, List<EndpointSubscription>>> of(Set<UUID> endpointIds) {
        Map<UUID, List<EndpointSubscription>> found = fresh(endpointIds);
        List<UUID> unknown =
                endpointIds.stream().filter(id -> !found.containsKey(id)).toList();
        if (unknown.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        long askedAt = nanos.getAsLong();
        return source.apply(unknown).map(answer -> {
            remember(answer, askedAt);
            found.putAll(answer);
            return found;
        });
    }

    private synchronized Map<UUID, List<EndpointSubscription>> fresh(Set<UUID> endpointIds) {
        Map<UUID, List<EndpointSubscription>> found = new HashMap<>();
        for (UUID id : endpointIds) {
            Page page = known.get(id);
            if (page != null && nanos.getAsLong() - page.askedAt() < FRESH.toNanos()) {
                found.put(id, page.subscriptions());
            }
        }
        return found;
    }

    /** The newest last, so that the oldest makes room. */
    private synchronized void remember(Map<UUID, List<EndpointSubscription>> answer, long askedAt) {
        answer.forEach((id, subscriptions) -> {
            known.remove(id);
            known.put(id, new Page(List.copyOf(subscriptions), askedAt));
        });
    }
}
