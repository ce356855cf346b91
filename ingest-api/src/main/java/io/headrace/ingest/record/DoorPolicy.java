package io.headrace.ingest.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.SchemaRegistry;
import io.headrace.ingest.json.StorableJson;
import io.headrace.store.owner.EndpointView;
import java.util.ArrayList;
import java.util.List;

/** Decides whether a body may become a command: storable first, then what the schema and the callback rules say. */
final class DoorPolicy {
    private DoorPolicy() {}

    static void requireStorableAndValid(
            byte[] body, EndpointView endpoint, List<Detail> flawsInHead, SchemaRegistry schemas) {
        StorableJson.Reading reading = StorableJson.read(body);
        if (reading instanceof StorableJson.Refused refused) {
            throw Problem.of(ErrorCode.NOT_STORABLE, Text.of(refused.flaw().messageKey()))
                    .exception();
        }
        List<Detail> flaws = new ArrayList<>(flawsInHead);
        if (reading instanceof StorableJson.Accepted accepted) {
            flaws.addAll(flawsIn(accepted.value(), endpoint, schemas));
        }
        requireNone(flaws);
    }

    /** A record is an object, also where its schema does not say so. */
    private static List<Detail> flawsIn(JsonNode body, EndpointView endpoint, SchemaRegistry schemas) {
        return body.isObject()
                ? schemas.flawsIn(body, endpoint)
                : List.of(new Detail("", Text.of("schema.type", Text.of("type.object"))));
    }

    static void requireNone(List<Detail> flaws) {
        if (!flaws.isEmpty()) {
            throw Problem.invalid(flaws).exception();
        }
    }
}
