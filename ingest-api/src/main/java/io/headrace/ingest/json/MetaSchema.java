package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.headrace.ingest.http.Text;
import java.util.Map;
import java.util.TreeMap;

/** The schema of schemas: what JSON Schema 2020-12 itself says of a document. */
public final class MetaSchema {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    SchemaLocation.of(SchemaId.V202012),
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .build());

    private MetaSchema() {}

    /** By JSON pointer, one flaw for each place. */
    public static Map<String, Text> flawsIn(JsonNode document) {
        Map<String, Text> flaws = new TreeMap<>();
        for (ValidationMessage failure : SCHEMA.validate(document)) {
            flaws.putIfAbsent(pointer(failure), SchemaDetails.error(failure));
        }
        return flaws;
    }

    private static String pointer(ValidationMessage failure) {
        String at = failure.getInstanceLocation().toString();
        return failure.getProperty() == null ? at : at + "/" + Subschemas.escaped(failure.getProperty());
    }
}
