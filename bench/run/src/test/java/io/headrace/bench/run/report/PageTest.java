package io.headrace.bench.run.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void only_the_table_is_replaced() {
        assertThat(Page.replaced("before\n<!-- results -->\nold\n<!-- end of results -->\nafter\n", "new\n"))
                .isEqualTo("before\n<!-- results -->\nnew\n<!-- end of results -->\nafter\n");
    }

    @Test
    void a_page_without_marks_is_left_alone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Page.replaced("text", "new"))
                .withMessageContaining("marks");
    }
}
