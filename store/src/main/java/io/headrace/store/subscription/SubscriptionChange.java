package io.headrace.store.subscription;

import io.headrace.contracts.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a subscription is to become another; what is empty stays as it is. */
public record SubscriptionChange(
        Optional<Target> target,
        Optional<Value<List<EventType>>> events,
        Optional<Value<String>> description,
        Optional<SealedHeaders> headers,
        Optional<Value<List<Duration>>> schedule,
        Optional<Boolean> ordered,
        Optional<Boolean> active) {

    /** A url, and the one spelling of it that is called. */
    public record Target(String url, String targetUrl) {}

    /** A new value, which may be none. */
    public record Value<T>(@Nullable T value) {}
}
