package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SecretSealerTest {
    private final String first = SecretSealer.newKey("k1");
    private final String second = SecretSealer.newKey("k2");

    @Test
    void opens_what_it_sealed() {
        SecretSealer sealer = SecretSealer.of(first);

        String sealed = sealer.seal("Bearer 密钥", "delivery:1");

        assertThat(sealed).startsWith("k1.").doesNotContain("Bearer");
        assertThat(sealer.open(sealed, "delivery:1")).isEqualTo("Bearer 密钥");
        assertThat(sealer.seal("Bearer 密钥", "delivery:1")).isNotEqualTo(sealed);
    }

    @Test
    void opens_nothing_that_was_changed_or_moved() {
        SecretSealer sealer = SecretSealer.of(first);
        String sealed = sealer.seal("secret", "delivery:1");

        assertThatIllegalArgumentException().isThrownBy(() -> sealer.open(sealed, "delivery:2"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sealer.open(sealed.substring(0, 10) + "AAAA" + sealed.substring(14), "delivery:1"));
        assertThatIllegalArgumentException().isThrownBy(() -> sealer.open("k1.", "delivery:1"));
    }

    @Test
    void an_older_key_still_opens_after_a_rotation() {
        String sealed = SecretSealer.of(first).seal("secret", "c");

        SecretSealer rotated = SecretSealer.of(second + "," + first);

        assertThat(rotated.open(sealed, "c")).isEqualTo("secret");
        assertThat(rotated.seal("secret", "c")).startsWith("k2.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretSealer.of(second).open(sealed, "c"));
    }

    @Test
    void a_short_key_is_refused_without_being_shown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretSealer.of("k1:c2hvcnQ="))
                .withMessage("secret key k1 must have 32 bytes");
    }
}
