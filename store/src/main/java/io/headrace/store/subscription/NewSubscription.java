package io.headrace.store.subscription;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription before it is stored.
 *
 * @param targetUrl the url in the one spelling of {@link io.headrace.contracts.TargetUrl}
 * @param events null for every type
 * @param publicKey what verifies, where the sealed secret is a key; null where it is not
 * @param schedule null for the notifier's own
 * @param ordered whether the events of a record wait for each other
 */
public record NewSubscription(
        UUID id,
        Environment environment,
        String url,
        String targetUrl,
        @Nullable List<EventType> events,
        @Nullable String description,
        SealedHeaders headers,
        String sealedSecret,
        @Nullable String publicKey,
        @Nullable List<Duration> schedule,
        boolean ordered) {}
