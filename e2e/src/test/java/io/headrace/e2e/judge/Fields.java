package io.headrace.e2e.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headrace.contracts.Json;
import io.headrace.e2e.JsonValues;
import org.jspecify.annotations.Nullable;

/** Whether two texts are the same JSON, value for value: numbers without loss, strings to the character. */
final class Fields {
    private Fields() {}

    static boolean same(@Nullable String one, @Nullable String other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? other == null : one.equals(other);
        }
        try {
            return JsonValues.same(Json.MAPPER.readTree(one), Json.MAPPER.readTree(other));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
