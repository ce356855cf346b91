package io.headrace.ingest.admin;

import io.headrace.ingest.json.JsonBody;
import io.headrace.store.account.PlanLimits;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The four numbers of one kind of request. */
@Schema(additionalProperties = Schema.False.class)
record LimitsRequest(
        @Schema(required = true, minimum = "1", maximum = LimitsRequest.MAX_TEXT)
        long perSecond,

        @Schema(required = true, minimum = "1", maximum = LimitsRequest.MAX_TEXT)
        long perMinute,

        @Schema(required = true, minimum = "1", maximum = LimitsRequest.MAX_TEXT)
        long perDay,

        @Schema(required = true, minimum = "1", maximum = LimitsRequest.MAX_TEXT)
        long perMonth) {
    /** More than anybody counts, and far from where sums overflow. */
    static final long MAX = 1_000_000_000_000L;

    static final String MAX_TEXT = "1000000000000";

    /** Empty where one of them is missing or wrong, which is noted. */
    static Optional<PlanLimits> of(JsonBody body) {
        body.require("perSecond", "perMinute", "perDay", "perMonth");
        Optional<Long> perSecond = body.number("perSecond", 1, MAX);
        Optional<Long> perMinute = body.number("perMinute", 1, MAX);
        Optional<Long> perDay = body.number("perDay", 1, MAX);
        Optional<Long> perMonth = body.number("perMonth", 1, MAX);
        boolean complete = perSecond.isPresent() && perMinute.isPresent() && perDay.isPresent() && perMonth.isPresent();
        return complete
                ? Optional.of(new PlanLimits(perSecond.get(), perMinute.get(), perDay.get(), perMonth.get()))
                : Optional.empty();
    }

    /** Of an object within; the numbers of single writes where it is left out. */
    static Optional<PlanLimits> within(JsonBody body, String member, Optional<PlanLimits> otherwise) {
        body.refuseNull(member);
        if (!body.has(member)) {
            return otherwise;
        }
        return body.object(member).flatMap(within -> {
            Optional<PlanLimits> limits = of(within);
            within.refuseUnknown();
            return limits;
        });
    }
}
