package io.headrace.ingest.subscription;

import io.headrace.contracts.RetrySchedule;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the published description says of subscriptions. */
public final class SubscriptionDescription {
    public static final String BAD_REQUEST =
            "40000 not JSON, 40001 every field that is wrong is listed, 40002 a parameter is"
                    + " unknown or has the wrong form";
    public static final String UNAUTHORIZED =
            "40101 nobody whom we know, 40102 the credential has expired, 40103 deactivated";
    public static final String NOT_FOUND = "40401 not there, or not yours";
    public static final String MEDIA_TYPE = "41501 not application/json, or a Content-Encoding";
    public static final String STOPPED = "42201 the subscription is not active, or its target was given up";

    public static final String NOT_HELD = "42201 the subscription is not held, not active, or its target was given up";

    public static final String SUBSCRIPTION =
            "data: the subscription. state: active, held, releasing, disabled or inactive; while it is held also heldSince,"
                    + " heldReason (failure, status, failingSince, failedAttempts), nextProbeAt; heldDeliveries; publicKey"
                    + " where the signature is v1a";

    private static final String EVENTS = "null or absent: every type";
    private static final String SCHEDULE =
            "the wait before each attempt, in whole seconds, the first from PT0S, the others from PT1S, to P7D; null: at"
                    + " once, then three times 60 seconds";
    private static final String HEADERS = "sent with each webhook; the values are never shown again";
    private static final String SIGNATURE =
            "v1: HMAC with the secret; v1a: Ed25519, a pair of keys is made and the answer has publicKey instead of a"
                    + " secret";
    private static final String ORDERED =
            "later events of a record wait until earlier ones are delivered, exhausted or cancelled";
    private static final String DURATION = "^P.*$";

    private SubscriptionDescription() {}

    public enum Environment {
        test,
        live
    }

    /** A new subscription. */
    @Schema(name = "NewSubscription", additionalProperties = Schema.False.class)
    public record New(
            @Schema(
                    required = true,
                    minLength = 1,
                    maxLength = 2048,
                    description = "https, unless the operator allows http")
            String url,

            @Schema(required = true) Environment environment,

            @Schema(description = EVENTS, nullable = true, minItems = 1, uniqueItems = true) @Nullable
            List<EventName> events,

            @Schema(description = "whsec_ and the base64 of 24 to 64 bytes; null: one is made", nullable = true)
            @Nullable
            String secret,

            @Schema(
                    description = SIGNATURE,
                    nullable = true,
                    enumeration = {"v1", "v1a"},
                    defaultValue = "v1")
            @Nullable
            String signature,

            @Schema(description = HEADERS, nullable = true, type = SchemaType.OBJECT, maxProperties = 20) @Nullable
            Map<String, String> headers,

            @Schema(nullable = true, maxLength = TargetFields.MAX_DESCRIPTION) @Nullable
            String description,

            @Schema(description = SCHEDULE, nullable = true, minItems = 1, maxItems = RetrySchedule.MAX_ATTEMPTS)
            @Nullable
            List<Wait> schedule,

            @Schema(description = ORDERED, nullable = true) @Nullable
            Boolean ordered) {}

    /** As {@link New}, at a path that does not name the endpoint. */
    @Schema(name = "NewSubscriptionOfEndpoint", additionalProperties = Schema.False.class)
    public record NewOfEndpoint(
            @Schema(required = true, description = "the endpoint's slug")
            String endpoint,

            @Schema(
                    required = true,
                    minLength = 1,
                    maxLength = 2048,
                    description = "https, unless the operator allows http")
            String url,

            @Schema(required = true) Environment environment,

            @Schema(description = EVENTS, nullable = true, minItems = 1, uniqueItems = true) @Nullable
            List<EventName> events,

            @Schema(description = "whsec_ and the base64 of 24 to 64 bytes; null: one is made", nullable = true)
            @Nullable
            String secret,

            @Schema(
                    description = SIGNATURE,
                    nullable = true,
                    enumeration = {"v1", "v1a"},
                    defaultValue = "v1")
            @Nullable
            String signature,

            @Schema(description = HEADERS, nullable = true, type = SchemaType.OBJECT, maxProperties = 20) @Nullable
            Map<String, String> headers,

            @Schema(nullable = true, maxLength = TargetFields.MAX_DESCRIPTION) @Nullable
            String description,

            @Schema(description = SCHEDULE, nullable = true, minItems = 1, maxItems = RetrySchedule.MAX_ATTEMPTS)
            @Nullable
            List<Wait> schedule,

            @Schema(description = ORDERED, nullable = true) @Nullable
            Boolean ordered) {}

    /** What is named becomes another. */
    @Schema(name = "SubscriptionChange", additionalProperties = Schema.False.class)
    public record Change(
            @Schema(minLength = 1, maxLength = 2048) String url,

            @Schema(description = EVENTS, nullable = true, minItems = 1, uniqueItems = true) @Nullable
            List<EventName> events,

            @Schema(description = HEADERS, nullable = true, type = SchemaType.OBJECT, maxProperties = 20) @Nullable
            Map<String, String> headers,

            @Schema(nullable = true, maxLength = TargetFields.MAX_DESCRIPTION) @Nullable
            String description,

            @Schema(description = SCHEDULE, nullable = true, minItems = 1, maxItems = RetrySchedule.MAX_ATTEMPTS)
            @Nullable
            List<Wait> schedule,

            @Schema(description = ORDERED) Boolean ordered,

            @Schema(description = "true also forgives that the target was given up, as another url does")
            Boolean active) {}

    /** How long two secrets live side by side. */
    @Schema(name = "SecretRotation", additionalProperties = Schema.False.class)
    public record Rotation(
            @Schema(description = "PT0S to P7D, PT24H if absent", pattern = DURATION, nullable = true) @Nullable
            String grace) {}

    /** A length of time. */
    @Schema(name = "Wait", type = SchemaType.STRING, pattern = DURATION, example = "PT60S")
    public interface Wait {}

    /** Events that can be subscribed to, by their names. */
    @Schema(
            name = "EventName",
            type = SchemaType.STRING,
            enumeration = {"record.created", "record.updated", "record.deleted", "record.rejected"})
    public interface EventName {}
}
