package io.headrace.ingest.record;

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
            flaws.addAll(schemas.flawsIn(accepted.value(), endpoint));
        }
        requireNone(flaws);
    }

    static void requireNone(List<Detail> flaws) {
        if (!flaws.isEmpty()) {
            throw Problem.invalid(flaws).exception();
        }
    }
}
