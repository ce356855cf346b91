package io.headrace.ingest.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.Ids;
import io.headrace.ingest.http.Times;
import io.headrace.store.account.OwnerView;
import java.io.IOException;

/** Writes owners as administrators see them. */
final class OwnerAnswers {
    private OwnerAnswers() {}

    static void write(JsonGenerator json, OwnerView owner) throws IOException {
        json.writeStringField("id", Ids.format(Ids.OWNER, owner.id()));
        json.writeStringField("account", owner.account());
        json.writeStringField("name", owner.name());
        json.writeStringField("role", owner.role().wireName());
        json.writeBooleanField("active", owner.active());
        json.writeObjectFieldStart("plan");
        json.writeStringField("name", owner.plan());
        Times.write(json, "expiresAt", owner.planExpiresAt());
        json.writeEndObject();
        Times.write(json, "createdAt", owner.createdAt());
        Times.write(json, "updatedAt", owner.updatedAt());
    }
}
