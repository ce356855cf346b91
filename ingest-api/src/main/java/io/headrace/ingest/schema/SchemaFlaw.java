package io.headrace.ingest.schema;

import io.headrace.ingest.http.Text;

/**
 * Something in a schema that cannot be.
 *
 * @param pointer where, as a JSON pointer in a URI's fragment: {@code #/properties/a/pattern}
 */
public record SchemaFlaw(String pointer, Text error) {
    static SchemaFlaw at(String pointer, String key, Object... arguments) {
        return new SchemaFlaw("#" + pointer, Text.of("schema_flaw." + key, arguments));
    }
}
