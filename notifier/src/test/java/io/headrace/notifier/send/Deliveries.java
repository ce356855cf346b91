package io.headrace.notifier.send;

import io.headrace.contracts.Callback;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import io.headrace.contracts.TargetHeaders;
import io.headrace.store.delivery.LeasedDelivery;
import io.headrace.store.delivery.Standing;
import io.headrace.store.delivery.SubscriptionTarget;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries to test with. */
public final class Deliveries {
    public static final SecretSealer SEALER = SecretSealer.of(SecretSealer.newKey("t1"));
    static final String SIGNING_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final UUID EVENT_ID = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    static final UUID ENDPOINT_ID = UUID.fromString("019a0000-0000-7000-8000-000000000002");

    public static final UUID OWNER_ID = UUID.fromString("019a0000-0000-7000-8000-000000000003");

    private Deliveries() {}

    public static LeasedDelivery aDeliveryTo(String url) {
        return aDelivery(url, null, null, null);
    }

    static LeasedDelivery aDeliveryTo(String url, String body) {
        return aDelivery(url, body, null, null, null);
    }

    static LeasedDelivery aDelivery(
            String url, @Nullable String authHeader, @Nullable String auth, @Nullable String traceparent) {
        return aDelivery(url, "{\"test\": 2432232314}", authHeader, auth, traceparent);
    }

    private static LeasedDelivery aDelivery(
            String url, String body, @Nullable String authHeader, @Nullable String auth, @Nullable String traceparent) {
        return new LeasedDelivery(
                UUID.randomUUID(),
                UUID.randomUUID(),
                2,
                OWNER_ID,
                EVENT_ID,
                ENDPOINT_ID,
                "req-1",
                traceparent,
                body,
                url,
                url.split("/", 4)[2],
                authHeader,
                auth == null ? null : SEALER.seal(auth, Callback.authContext(EVENT_ID)),
                SEALER.seal(SIGNING_SECRET, SigningSecret.endpointContext(ENDPOINT_ID)),
                null,
                false,
                true,
                null,
                false,
                false,
                0);
    }

    /** To a subscription in the middle of a rotation, and asked for again. */
    static LeasedDelivery aDeliveryOf(Map<String, String> headers, String secret, String oldSecret) {
        UUID id = UUID.fromString("019a0000-0000-7000-8000-000000000004");
        String context = SigningSecret.subscriptionContext(id);
        LeasedDelivery callback = aDeliveryTo("https://shop.example/");
        return new LeasedDelivery(
                callback.id(),
                callback.leaseId(),
                callback.number(),
                OWNER_ID,
                EVENT_ID,
                ENDPOINT_ID,
                callback.requestId(),
                null,
                callback.body(),
                callback.targetUrl(),
                callback.destination(),
                null,
                null,
                callback.sealedSigningSecret(),
                new SubscriptionTarget(
                        id,
                        true,
                        TargetHeaders.seal(SEALER, id, headers),
                        SEALER.seal(secret, context),
                        SEALER.seal(oldSecret, context),
                        null,
                        OffsetDateTime.of(2026, 3, 1, 12, 0, 0, 0, ZoneOffset.UTC),
                        Standing.SOUND,
                        null),
                true,
                true,
                4711L,
                false,
                false,
                0);
    }
}
