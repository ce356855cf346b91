package io.headrace.ingest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.ingest.json.FormatPolicy;
import io.headrace.ingest.json.Subschemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides about each keyword of one schema by itself. */
final class KeywordPolicy {
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    /** They make a name mean another schema, or the same one from elsewhere. */
    private static final Set<String> NOT_HERE =
            Set.of("$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$anchor", "$vocabulary");
    /** Values of an {@code enum} that a hash does not tell apart are compared one by one. */
    private static final int MAX_ALIKE = 16;

    private final String pointer;
    private final JsonNode schema;
    private final Set<String> schemas;
    private final List<SchemaFlaw> flaws = new ArrayList<>();

    private KeywordPolicy(String pointer, JsonNode schema, Set<String> schemas) {
        this.pointer = pointer;
        this.schema = schema;
        this.schemas = schemas;
    }

    /** @param schemas where the document has schemas that may be referred to */
    static List<SchemaFlaw> flawsIn(String pointer, JsonNode schema, Set<String> schemas) {
        KeywordPolicy policy = new KeywordPolicy(pointer, schema, schemas);
        policy.judge();
        return policy.flaws;
    }

    private void judge() {
        NOT_HERE.stream().filter(schema::has).sorted().forEach(keyword -> refuse(keyword, "not_here"));
        judgeDialect();
        judgeId();
        judgeReference();
        judgePatterns();
        judgeFormat();
        judgeEnum();
    }

    private void judgeDialect() {
        JsonNode dialect = schema.path("$schema");
        boolean good = pointer.isEmpty() && Set.of(DIALECT, DIALECT + "#").contains(dialect.asText());
        if (!dialect.isMissingNode() && !good) {
            refuse("$schema", "dialect", DIALECT);
        }
    }

    /** The document's own name changes nothing, for references lead nowhere else. */
    private void judgeId() {
        if (schema.has("$id") && !pointer.isEmpty()) {
            refuse("$id", "id");
        }
    }

    private void judgeReference() {
        String reference = schema.path("$ref").asText("");
        if (schema.path("$ref").isTextual()
                && !Reference.target(reference).filter(schemas::contains).isPresent()) {
            refuse("$ref", "ref");
        }
    }

    private void judgePatterns() {
        if (schema.path("pattern").isTextual()) {
            judgePattern("pattern", schema.get("pattern").textValue());
        }
        schema.path("patternProperties")
                .fieldNames()
                .forEachRemaining(regex -> judgePattern("patternProperties/" + Subschemas.escaped(regex), regex));
    }

    private void judgePattern(String at, String regex) {
        PatternPolicy.flawIn(regex).ifPresent(error -> flaws.add(new SchemaFlaw("#" + pointer + "/" + at, error)));
    }

    private void judgeFormat() {
        JsonNode format = schema.path("format");
        if (format.isTextual() && !FormatPolicy.isKnown(format.textValue())) {
            refuse("format", "format", String.join(", ", FormatPolicy.asserted()));
        }
    }

    private void judgeEnum() {
        Map<Integer, Integer> alike = new HashMap<>();
        schema.path("enum").forEach(value -> alike.merge(value.hashCode(), 1, Integer::sum));
        if (alike.values().stream().anyMatch(count -> count > MAX_ALIKE)) {
            refuse("enum", "enum");
        }
    }

    private void refuse(String keyword, String key, Object... arguments) {
        flaws.add(SchemaFlaw.at(pointer + "/" + Subschemas.escaped(keyword), key, arguments));
    }
}
