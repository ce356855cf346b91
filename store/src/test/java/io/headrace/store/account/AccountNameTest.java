package io.headrace.store.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNameTest {
    @ParameterizedTest
    @CsvSource({
        "Ann.Lee@Example.COM, ann.lee@example.com",
        "Ann, Ann",
        "+86 138 0013 8000, +86 138 0013 8000",
        "张伟, 张伟",
        "ZHANG@例子.中国, zhang@例子.中国",
    })
    void an_address_is_compared_in_lower_case_and_the_rest_as_it_is(String typed, String stored) {
        assertThat(AccountName.of(typed)).contains(stored);
    }

    @Test
    void what_looks_the_same_is_the_same() {
        assertThat(AccountName.of("rene\u0301")).isEqualTo(AccountName.of("ren\u00e9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a ",
                "\u00a0a",
                "a\u3000",
                "a\tb",
                "a\nb",
                "a\n",
                "a\u0000b",
                "a\u200bb",
                "\ufeffa",
                "a\u202eb",
                "a\u007f",
            })
    void what_cannot_be_seen_is_refused(String typed) {
        assertThat(AccountName.of(typed)).isEmpty();
    }

    @Test
    void it_has_at_most_320_characters() {
        assertThat(AccountName.of("😀".repeat(320))).isPresent();
        assertThat(AccountName.of("a".repeat(321))).isEmpty();
    }
}
