package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeyPeppersTest {
    private static final String FIRST = pepper(32, 1);
    private static final String SECOND = pepper(40, 2);

    @Test
    void the_first_is_the_newest_and_all_are_there() {
        KeyPeppers both = KeyPeppers.of(FIRST + ", " + SECOND);

        assertThat(both.newest()).isEqualTo(Base64.getDecoder().decode(FIRST));
        assertThat(both.all()).hasSize(2);
        assertThat(both.isRotating()).isTrue();
        assertThat(KeyPeppers.of(FIRST).isRotating()).isFalse();
    }

    @Test
    void its_id_is_that_of_the_newest_and_shows_nothing_of_it() {
        assertThat(KeyPeppers.of(FIRST).newestId())
                .isEqualTo(KeyPeppers.of(FIRST + "," + SECOND).newestId())
                .isNotEqualTo(KeyPeppers.of(SECOND).newestId())
                .matches("[0-9a-f]{16}");
        assertThat(KeyPeppers.of(FIRST).toString()).doesNotContain(FIRST);
    }

    @Test
    void what_is_no_pepper_is_refused_and_not_shown() {
        assertThatThrownBy(() -> KeyPeppers.of("c2hvcnQ=")).hasMessageContaining("has 5 bytes");
        assertThatThrownBy(() -> KeyPeppers.of(FIRST + ",")).hasMessageContaining("has 0 bytes");
        assertThatThrownBy(() -> KeyPeppers.of("?"))
                .hasMessageContaining("base64")
                .hasMessageNotContaining("?");
    }

    private static String pepper(int bytes, int value) {
        byte[] pepper = new byte[bytes];
        java.util.Arrays.fill(pepper, (byte) value);
        return Base64.getEncoder().encodeToString(pepper);
    }
}
