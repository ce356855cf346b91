package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void a_code_begins_with_its_status_and_names_one_constant(ErrorCode error) {
        assertThat(error.code() / 100).isEqualTo(error.status());
        assertThat(ErrorCode.ofCode(error.code())).isSameAs(error);
    }
}
