package io.headrace.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void blanks_separate_and_quotes_hold_together() {
        assertThat(Words.of("  --url http://h/  --header 'k: v w' \"a 'b' c\" x'y z' "))
                .containsExactly("--url", "http://h/", "--header", "k: v w", "a 'b' c", "xy z");
    }

    @Test
    void an_empty_word_is_a_word() {
        assertThat(Words.of("a '' b")).containsExactly("a", "", "b");
    }

    @Test
    void a_quote_that_is_not_closed_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Words.of("a 'b")).withMessageContaining("not closed");
    }
}
