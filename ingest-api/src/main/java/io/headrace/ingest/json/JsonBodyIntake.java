package io.headrace.ingest.json;

import io.headrace.ingest.http.BodyIntake;
import io.headrace.ingest.http.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Reads the bodies of the owner's API: as strictly as records, and as large. */
@Singleton
public final class JsonBodyIntake {
    private static final int MAX_BYTES = 102_400;

    private final BodyIntake bodies;

    JsonBodyIntake(BodyIntake bodies) {
        this.bodies = bodies;
    }

    public Uni<JsonBody> read(Exchange exchange) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        exchange.requireJsonBody();
        return bodies.read(exchange, MAX_BYTES).map(JsonBody::parse);
    }

    /** As {@link #read}, but a request without a body is one with an empty object. */
    public Uni<JsonBody> readIfAny(Exchange exchange) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return bodies.read(exchange, MAX_BYTES).map(body -> {
            if (body.length == 0) {
                return JsonBody.parse(new byte[] {'{', '}'});
            }
            exchange.requireJsonBody();
            return JsonBody.parse(body);
        });
    }
}
