package io.headrace.ingest.account;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.store.account.PlanLimits;
import io.headrace.store.account.PlanView;
import java.io.IOException;

/** Writes what a plan allows: single writes at the top, batches and reads below. */
public final class PlanAnswers {
    private PlanAnswers() {}

    /** Into an object that is open; without the plan's name. */
    public static void writeLimits(JsonGenerator json, PlanView plan) throws IOException {
        writeNumbers(json, plan.writes());
        json.writeNumberField("maxEndpoints", plan.maxEndpoints());
        json.writeObjectFieldStart("batches");
        writeNumbers(json, plan.batches());
        json.writeEndObject();
        json.writeObjectFieldStart("reads");
        writeNumbers(json, plan.reads());
        json.writeEndObject();
    }

    private static void writeNumbers(JsonGenerator json, PlanLimits limits) throws IOException {
        json.writeNumberField("perSecond", limits.perSecond());
        json.writeNumberField("perMinute", limits.perMinute());
        json.writeNumberField("perDay", limits.perDay());
        json.writeNumberField("perMonth", limits.perMonth());
    }
}
