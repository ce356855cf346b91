package io.headrace.ingest.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.ingest.json.CompiledSchema;
import io.headrace.ingest.json.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds fields that a schema allows: its own examples first, then what can be read out of its keywords. */
final class ExampleRecord {
    private ExampleRecord() {}

    /** Empty where nothing is found that passes; what is found does. */
    static Optional<JsonNode> of(JsonNode schema) {
        CompiledSchema compiled = SchemaRegistry.compile(schema.toString());
        JsonNode full = ExampleValue.of(schema, true);
        return Stream.of(own(schema), Stream.of(full, pruned(full, compiled), ExampleValue.of(schema, false)))
                .flatMap(stream -> stream)
                .filter(JsonNode::isObject)
                // A field of that name would be taken for a reference by who reads the document.
                .filter(candidate -> candidate.findValue("$ref") == null)
                .filter(candidate -> compiled.flawsIn(candidate).isEmpty())
                .findFirst();
    }

    private static Stream<JsonNode> own(JsonNode schema) {
        return StreamSupport.stream(schema.path("examples").spliterator(), false);
    }

    /** Without the fields at the top in which something is wrong: a pattern, say, that nobody can guess. */
    private static JsonNode pruned(JsonNode candidate, CompiledSchema compiled) {
        if (!(candidate instanceof ObjectNode object)) {
            return candidate;
        }
        ObjectNode rest = object.deepCopy();
        List<String> wrong = compiled.flawsIn(object).stream()
                .map(detail -> detail.field().split("[.\\[]", 2)[0])
                .toList();
        return rest.remove(wrong);
    }
}
