package io.headrace.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultiplesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 7, true",
        "12.50, 0.01, true",
        "12.505, 0.01, false",
        "-21, 7, true",
        "1e2, 25, true",
        "0.3, 0.1, true",
        "9007199254740993, 2, false",
        "7.3e131071, 0.01, true",
        "7.3e131071, 3, false",
        "1e-16000, 1e-16000, true",
        "1e-16000, 1, false",
        "5, 10, false",
        "100, 10, true",
    })
    void says_what_a_division_would_say(BigDecimal number, BigDecimal divisor, boolean multiple) {
        assertThat(Multiples.isMultiple(number, divisor)).isEqualTo(multiple);
    }

    @Property
    void agrees_with_the_remainder(
            @ForAll int digits,
            @ForAll @IntRange(min = -12, max = 12) int scale,
            @ForAll @IntRange(min = 1, max = 5_000) int part,
            @ForAll @IntRange(min = -6, max = 6) int partScale) {
        BigDecimal number = BigDecimal.valueOf(digits, scale);
        BigDecimal divisor = BigDecimal.valueOf(part, partScale);

        assertThat(Multiples.isMultiple(number, divisor))
                .isEqualTo(number.remainder(divisor).signum() == 0);
    }
}
