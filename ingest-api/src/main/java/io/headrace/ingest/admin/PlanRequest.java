package io.headrace.ingest.admin;

import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import io.headrace.store.account.PlanLimits;
import io.headrace.store.account.PlanView;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan as a body describes it: the limits of single writes at the top; batches and reads have the same ones if left out. */
@Schema(additionalProperties = Schema.False.class)
record PlanRequest(
        @Schema(pattern = PlanName.PATTERN, description = "Required for a new plan; else the name in the path")
        String name,

        @Schema(required = true, minimum = "1", maximum = LimitsRequest.MAX_TEXT)
        long perSecond,

        @Schema(required = true, minimum = "1", maximum = LimitsRequest.MAX_TEXT)
        long perMinute,

        @Schema(required = true, minimum = "1", maximum = LimitsRequest.MAX_TEXT)
        long perDay,

        @Schema(required = true, minimum = "1", maximum = LimitsRequest.MAX_TEXT)
        long perMonth,

        @Schema(minimum = "1", maximum = "1000000", defaultValue = "10")
        int maxEndpoints,

        @Nullable LimitsRequest batches,
        @Nullable LimitsRequest reads) {
    private static final int MAX_ENDPOINTS = 1_000_000;
    private static final long DEFAULT_ENDPOINTS = 10;

    static PlanView toCreate(JsonBody body) {
        body.require("name");
        return read(body, name(body));
    }

    /** @param name of the plan in the path: if the body names one too, it must be the same */
    static PlanView toReplace(JsonBody body, String name) {
        body.refuseNull("name");
        name(body).filter(named -> !named.equals(name)).ifPresent(other -> {
            body.refuse("name", Text.of("plan.name-fixed"));
        });
        return read(body, Optional.of(name));
    }

    private static Optional<String> name(JsonBody body) {
        Optional<String> name = body.text("name", 1, PlanName.MAX_LENGTH);
        if (name.isPresent() && !PlanName.isOne(name.get())) {
            body.refuse("name", Text.of("plan.name"));
        }
        return name;
    }

    private static PlanView read(JsonBody body, Optional<String> name) {
        Optional<PlanLimits> writes = LimitsRequest.of(body);
        Optional<PlanLimits> batches = LimitsRequest.within(body, "batches", writes);
        Optional<PlanLimits> reads = LimitsRequest.within(body, "reads", writes);
        body.refuseNull("maxEndpoints");
        long endpoints = body.number("maxEndpoints", 1, MAX_ENDPOINTS).orElse(DEFAULT_ENDPOINTS);
        body.finish();
        return new PlanView(
                name.orElseThrow(), (int) endpoints, writes.orElseThrow(), batches.orElseThrow(), reads.orElseThrow());
    }
}
