package io.headrace.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.json.Flaw;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
    private static final Pattern GAP = Pattern.compile("\\{[0-9]}");

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(new TreeSet<>(Messages.keys(Language.ZH_CN))).isEqualTo(new TreeSet<>(Messages.keys(Language.EN)));
    }

    @Test
    void both_languages_have_the_same_gaps() {
        for (String key : Messages.keys(Language.EN)) {
            assertThat(gaps(Language.ZH_CN, key)).as(key).isEqualTo(gaps(Language.EN, key));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_language_has_every_error(Language language) {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(Messages.keys(language))
                    .contains(code.name() + ".error", code.name() + ".message", code.name() + ".remedy");
        }
        for (Flaw flaw : Flaw.values()) {
            assertThat(Messages.keys(language)).contains(flaw.messageKey());
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_language_has_every_keyword_of_a_schema(Language language) {
        for (String keyword : Set.of(
                "required",
                "type",
                "enum",
                "const",
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
                "multipleOf",
                "minLength",
                "maxLength",
                "pattern",
                "format",
                "minItems",
                "maxItems",
                "uniqueItems",
                "contains",
                "minContains",
                "maxContains",
                "minProperties",
                "maxProperties",
                "additionalProperties",
                "unevaluatedProperties",
                "unevaluatedItems",
                "propertyNames",
                "dependentRequired",
                "anyOf",
                "oneOf",
                "not",
                "other")) {
            assertThat(Messages.keys(language)).contains("schema." + keyword);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_language_has_every_type(Language language) {
        for (String type : Set.of("string", "number", "integer", "boolean", "array", "object", "null")) {
            assertThat(Messages.keys(language)).contains("type." + type);
        }
    }

    @Test
    void chinese_messages_are_chinese() {
        for (String key : Messages.keys(Language.ZH_CN)) {
            assertThat(Messages.in(Language.ZH_CN, Text.of(key))).as(key).containsPattern("\\p{IsHan}");
        }
    }

    @Test
    void gaps_are_filled() {
        assertThat(Messages.in(Language.EN, Text.of("parameter.number", 1, 100)))
                .isEqualTo("Must be a whole number from 1 to 100");
        assertThat(Messages.in(Language.ZH_CN, Text.of("schema.type", Text.of("type.object"))))
                .isEqualTo("类型必须是对象");
    }

    private static Set<String> gaps(Language language, String key) {
        return GAP.matcher(Messages.in(language, Text.of(key)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
