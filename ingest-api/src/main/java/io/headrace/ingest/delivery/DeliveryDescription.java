package io.headrace.ingest.delivery;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the published description says of deliveries. */
final class DeliveryDescription {
    static final String BAD_REQUEST = "40000 not JSON, 40001 every field that is wrong is listed, 40002 a parameter is"
            + " unknown or has the wrong form";
    static final String UNAUTHORIZED = "40101 nobody whom we know, 40102 the credential has expired, 40103 deactivated";
    static final String NOT_FOUND = "40401 not there, or not yours";
    static final String MEDIA_TYPE = "41501 not application/json, or a Content-Encoding";

    private static final String TIME = "of the event, RFC 3339; ";

    private DeliveryDescription() {}

    /** Which deliveries are meant. */
    @Schema(name = "ReplayFilter", additionalProperties = Schema.False.class)
    record Filter(
            @Schema(nullable = true, minLength = 1, maxLength = 100, description = "its slug") @Nullable
            String endpoint,

            @Schema(nullable = true, description = "exhausted and cancelled where nothing is said") @Nullable
            State state,

            @Schema(nullable = true, pattern = "^rec_[0-7][0-9a-hjkmnp-tv-z]{25}$") @Nullable
            String recordId,

            @Schema(nullable = true, pattern = "^sub_[0-7][0-9a-hjkmnp-tv-z]{25}$") @Nullable
            String subscriptionId,

            @Schema(nullable = true, format = "date-time", description = TIME + "the first that counts") @Nullable
            String from,

            @Schema(nullable = true, format = "date-time", description = TIME + "the first that does not count")
            @Nullable
            String to,

            @Schema(nullable = true, minimum = "100", maximum = "599", description = "of the last attempt") @Nullable
            Integer status) {}

    /** A replay of many. */
    @Schema(name = "Replay", additionalProperties = Schema.False.class)
    record Replay(
            @Schema(required = true) Filter filter,

            @Schema(nullable = true, description = "only count them") @Nullable
            Boolean dryRun) {}

    /** What may be replayed. */
    @Schema(
            name = "ReplayableState",
            type = SchemaType.STRING,
            enumeration = {"delivered", "exhausted", "cancelled"})
    interface State {}
}
