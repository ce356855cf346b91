package io.headrace.ingest.admin;

import io.headrace.ingest.json.JsonBody;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The plan that an owner is put on, and until when. */
@Schema(additionalProperties = Schema.False.class)
record PlanChoice(
        @Schema(required = true, description = "One that there is", pattern = PlanName.PATTERN)
        String plan,

        @Schema(nullable = true, description = "null, or left out: it does not end") @Nullable
        Instant expiresAt) {

    static PlanChoice of(JsonBody body) {
        body.require("plan");
        Optional<String> plan = body.text("plan", 1, PlanName.MAX_LENGTH);
        Optional<Instant> expiresAt = body.time("expiresAt");
        body.finish();
        return new PlanChoice(plan.orElseThrow(), expiresAt.orElse(null));
    }
}
