package io.headrace.notifier.send;

import io.headrace.contracts.Callback;
import io.headrace.contracts.Ids;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import io.headrace.contracts.TargetHeaders;
import io.headrace.store.delivery.LeasedDelivery;
import io.headrace.store.delivery.SubscriptionTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a leased delivery into the request of its next attempt: opens its secrets, signs, sets the headers. */
final class WebhookRequestMapper {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final SecretSealer sealer;
    private final String userAgent;

    WebhookRequestMapper(SecretSealer sealer, String userAgent) {
        this.sealer = sealer;
        this.userAgent = userAgent;
    }

    /** @throws IllegalArgumentException if a secret is gone or does not open */
    WebhookRequest map(LeasedDelivery delivery, Instant now) {
        List<String> secrets = signingSecrets(delivery);
        String eventId = Ids.format(Ids.EVENT, delivery.eventId());
        Map<String, String> secretHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        putAuth(secretHeaders, delivery);
        putSubscribed(secretHeaders, delivery.subscription());
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", userAgent);
        headers.put("X-Request-ID", delivery.requestId());
        headers.put("Headrace-Attempt", Integer.toString(delivery.number()));
        headers.put("webhook-id", eventId);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put(
                "webhook-signature", WebhookSigner.standard(secrets, eventId, now.getEpochSecond(), delivery.body()));
        WebhookSigner.plain(secrets, delivery.body())
                .ifPresent(signature -> headers.put("X-Webhook-Signature", signature));
        putTraceparent(headers, delivery.traceparent());
        if (delivery.sequence() != null) {
            headers.put("Headrace-Sequence", delivery.sequence().toString());
        }
        if (delivery.replay()) {
            headers.put("Headrace-Replay", "true");
        }
        // What is ours can never be replaced, and is no secret.
        secretHeaders.keySet().removeIf(headers::containsKey);
        headers.putAll(secretHeaders);
        return new WebhookRequest(delivery.targetUrl(), headers, secretHeaders, delivery.body());
    }

    private void putAuth(Map<String, String> headers, LeasedDelivery delivery) {
        if (delivery.sealedAuth() != null) {
            String name = delivery.authHeader() == null ? Callback.DEFAULT_AUTH_HEADER : delivery.authHeader();
            headers.put(name, open(delivery.sealedAuth(), Callback.authContext(delivery.eventId())));
        }
    }

    private void putSubscribed(Map<String, String> headers, @Nullable SubscriptionTarget subscription) {
        if (subscription != null && subscription.sealedHeaders() != null) {
            headers.putAll(TargetHeaders.open(sealer, subscription.id(), subscription.sealedHeaders()));
        }
    }

    /** All that sign now, the newest first. */
    private List<String> signingSecrets(LeasedDelivery delivery) {
        SubscriptionTarget subscription = delivery.subscription();
        if (subscription == null) {
            String context = SigningSecret.endpointContext(delivery.endpointId());
            return List.of(open(delivery.sealedSigningSecret(), context));
        }
        String context = SigningSecret.subscriptionContext(subscription.id());
        String newest = open(subscription.sealedSecret(), context);
        return subscription.sealedOldSecret() == null
                ? List.of(newest)
                : List.of(newest, open(subscription.sealedOldSecret(), context));
    }

    private static void putTraceparent(Map<String, String> headers, @Nullable String traceparent) {
        if (traceparent != null && TRACEPARENT.matcher(traceparent).matches()) {
            headers.put("traceparent", traceparent);
        }
    }

    private String open(@Nullable String sealed, String context) {
        if (sealed == null) {
            throw new IllegalArgumentException("secret is gone");
        }
        return sealer.open(sealed, context);
    }
}
