package io.headrace.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.ProblemException;
import io.headrace.store.record.PageRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListQueryTest {
    @Test
    void without_parameters_it_is_the_first_page_newest_first() {
        assertThat(parse("")).isEqualTo(new PageRequest(1, 20, true));
    }

    @ParameterizedTest
    @CsvSource({
        "page=3&pageSize=100, 3, 100, true",
        "sort=createdAt, 1, 20, false",
        "sort=-createdAt, 1, 20, true",
        "sort=createdAt&order=desc, 1, 20, true",
        "order=asc, 1, 20, false",
        "page=1000000, 1000000, 20, true"
    })
    void parameters_are_read(String query, int page, int pageSize, boolean newestFirst) {
        assertThat(parse(query)).isEqualTo(new PageRequest(page, pageSize, newestFirst));
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, page",
        "page=-1, page",
        "page=x, page",
        "page=, page",
        "page=1&page=2, page",
        "page=1000001, page",
        "page=99999999999, page",
        "pageSize=101, pageSize",
        "pageSize=1.5, pageSize",
        "sort=amount, sort",
        "sort=-createdAt&order=asc, order",
        "order=up, order",
        "colour=red, colour",
        "Page=1, Page"
    })
    void anything_else_is_refused_by_name(String query, String field) {
        assertThatThrownBy(() -> parse(query)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(ErrorCode.BAD_PARAMETER);
            assertThat(refused.problem().details().get(0).field()).isEqualTo(field);
        });
    }

    private static PageRequest parse(String query) {
        return ListQuery.parse(new QueryStringDecoder("/x?" + query).parameters());
    }
}
