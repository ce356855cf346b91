package io.headrace.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the head of a request says, header by header. */
class HeadTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN,zh;q=0.9,en;q=0.5 | ZH_CN",
                "en;q=0.5, zh;q=0.9      | ZH_CN",
                "zh;q=0.1, en            | EN",
                "ZH-Hans-CN              | ZH_CN",
                "fr, de;q=0.9            | EN",
                "fr, zh;q=0.1            | ZH_CN",
                "zh;q=0                  | EN",
                "zh;q=nonsense           | EN",
                "*                       | EN",
                "''                      | EN",
                ";;,,=                   | EN"
            })
    void the_language_is_the_best_that_fits(String header, Language expected) {
        assertThat(Language.of(header)).isEqualTo(expected);
    }

    @Test
    void without_a_header_it_is_english() {
        assertThat(Language.of(null)).isEqualTo(Language.EN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                          | true  | false",
                "application/*                | true  | false",
                "application/json             | true  | false",
                "APPLICATION/JSON;v=1         | true  | false",
                "application/problem+json     | true  | true",
                "text/html, */*;q=0.1         | true  | false",
                "application/xml              | false | false",
                "application/json;q=0         | false | false",
                "text/html                    | false | false",
                "''                           | true  | false"
            })
    void accept_is_read(String header, boolean json, boolean problemJson) {
        assertThat(Accept.of(header)).isEqualTo(new Accept(json, problemJson));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json ;x"
            })
    void json_may_come_in(String contentType) {
        assertThat(MediaTypePolicy.allows(contentType, null)).isTrue();
        assertThat(MediaTypePolicy.allows(contentType, "gzip")).isFalse();
        assertThat(MediaTypePolicy.allows(contentType, "identity")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "json",
                "*/*",
                "text/plain",
                "application/jsonx",
                "application/problem+json",
                "application/json,x"
            })
    void nothing_else_may(String contentType) {
        assertThat(MediaTypePolicy.allows(contentType, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "till-7/0001", "!~"})
    void a_sane_request_id_is_kept(String id) {
        assertThat(RequestIds.of(id)).isEqualTo(id);
        assertThat(RequestIds.of("x".repeat(128))).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "é", "a\u007f", "a\tb"})
    void any_other_is_replaced(String id) {
        assertThat(RequestIds.of(id)).matches("req_[0-9a-z]{26}");
        assertThat(RequestIds.of("x".repeat(129))).startsWith("req_");
        assertThat(RequestIds.of(null)).startsWith("req_");
    }

    @Test
    void a_semicolon_is_part_of_a_value() {
        assertThat(QueryParameters.of("/x?a=1;b=2&c=%E4%B8%AD"))
                .containsEntry("a", List.of("1;b=2"))
                .containsEntry("c", List.of("中"));
    }

    @Test
    void a_query_that_cannot_be_decoded_is_refused() {
        assertThatThrownBy(() -> QueryParameters.of("/x?a=%zz"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.BAD_PARAMETER));
    }
}
