package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Text;
import java.util.List;

/** A schema, ready to be asked about bodies. */
public final class CompiledSchema {
    private final JsonSchema schema;

    CompiledSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** One detail for each failing field, in a fixed order; empty if the schema allows the body. */
    public List<Detail> flawsIn(JsonNode body) {
        try {
            return ValidationBudget.within(() -> SchemaDetails.of(schema.validate(body)));
        } catch (ValidationBudget.Spent e) {
            return List.of(new Detail("", Text.of("schema.too_costly")));
        }
    }
}
