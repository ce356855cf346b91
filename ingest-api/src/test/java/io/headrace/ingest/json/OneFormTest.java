package io.headrace.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headrace.contracts.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "1                       | 1.0                     | true",
                "100                     | 1e2                     | true",
                "1                       | \"1\"                   | false",
                "true                    | \"true\"                | false",
                "null                    | \"null\"                | false",
                "{\"a\":1,\"b\":[2]}     | {\"b\":[2.0],\"a\":1}   | true",
                "[1,2]                   | [2,1]                   | false",
                "[[1],2]                 | [[1,2]]                 | false",
                "[]                      | {}                      | false",
                "[\"a\",\"b\"]           | [\"a\\\",\\\"b\"]       | false",
                "{\"a\":{},\"b\":1}      | {\"a\":{\"b\":1}}       | false",
                "0                       | -0.0                    | true",
                "[\"\\\\\"]              | [\"\\\\\\\\\"]          | false",
            })
    void equal_values_are_equal_texts(String one, String other, boolean equal) throws JsonProcessingException {
        assertThat(form(one).equals(form(other))).isEqualTo(equal);
    }

    private static String form(String json) throws JsonProcessingException {
        return OneForm.of(Json.MAPPER.readTree(json));
    }
}
