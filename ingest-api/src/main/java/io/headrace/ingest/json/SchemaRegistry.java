package io.headrace.ingest.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.re2j.Pattern;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.headrace.contracts.Json;
import io.headrace.ingest.http.Detail;
import io.headrace.store.owner.EndpointView;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Holds each endpoint's schema compiled, once per version, and asks it about bodies. */
@Singleton
public final class SchemaRegistry {
    private static final int MAX_SCHEMAS = 1_000;
    /** How many places of a pattern are looked at in one step. */
    private static final int PATTERN_STATES = 32;

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(SchemaRegistry::linearTime)
            .build();
    /** Without a cache of its own, which would have no bound, and without a way out of the document. */
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.enableSchemaCache(false)
                    .metaSchemas(dialects())
                    .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));

    private record SchemaKey(UUID endpointId, int version) {}

    private final Cache<SchemaKey, CompiledSchema> compiled = Caffeine.newBuilder()
            .maximumSize(MAX_SCHEMAS)
            .executor(Runnable::run)
            .build();

    /** One detail for each failing field, in a fixed order; empty if the schema allows the body. */
    public List<Detail> flawsIn(JsonNode body, EndpointView endpoint) {
        return compiled.get(new SchemaKey(endpoint.id(), endpoint.schemaVersion()), key -> compile(endpoint.schema()))
                .flawsIn(body);
    }

    /** @throws IllegalArgumentException if it is no schema that can be used here */
    public static CompiledSchema compile(String schema) {
        try {
            JsonNode document = StepKeyword.insertedInto(Json.MAPPER.readTree(schema));
            JsonSchema parsed = FACTORY.getSchema(document, CONFIG);
            parsed.initializeValidators();
            return new CompiledSchema(parsed);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("schema cannot be used: " + e.getMessage(), e);
        }
    }

    /** All of them: a schema names the one it is written in. */
    private static List<JsonMetaSchema> dialects() {
        return Stream.of(
                        JsonMetaSchema.getV4(),
                        JsonMetaSchema.getV6(),
                        JsonMetaSchema.getV7(),
                        JsonMetaSchema.getV201909(),
                        JsonMetaSchema.getV202012())
                .map(FormatPolicy::appliedTo)
                .map(BoundedKeywords::appliedTo)
                .toList();
    }

    /** RE2 takes time linear in the text: no pattern of an owner can stall an event loop. */
    private static RegularExpression linearTime(String regex) {
        Pattern pattern = Pattern.compile(regex);
        int size = pattern.programSize();
        return text -> {
            ValidationBudget.spend(1 + (long) text.length() * size / PATTERN_STATES);
            return pattern.matcher(text).find();
        };
    }
}
