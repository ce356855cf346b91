package io.headrace.store.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "a, 9, false",
        "a, 10, true",
        "a, 72, true",
        "a, 73, false",
        "密, 3, false",
        "密, 24, true",
        "密, 25, false"
    })
    void bytes_are_counted_and_not_characters(String character, int times, boolean allowed) {
        assertThat(PasswordPolicy.allows(character.repeat(times))).isEqualTo(allowed);
    }

    @Test
    void a_nul_ends_what_bcrypt_reads() {
        assertThat(PasswordPolicy.allows("long enough\u0000and more")).isFalse();
    }
}
