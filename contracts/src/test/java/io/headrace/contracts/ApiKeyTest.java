package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiKeyTest {
    @Test
    void a_key_survives_its_text() {
        ApiKey key = ApiKey.create(Environment.LIVE);

        assertThat(key.text()).matches("tm_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}");
        assertThat(ApiKey.parse(key.text())).contains(key);
    }

    @Test
    void one_changed_character_is_noticed() {
        String text = ApiKey.create(Environment.TEST).text();
        for (int i = 8; i < text.length(); i++) {
            char other = text.charAt(i) == 'x' ? 'y' : 'x';

            assertThat(ApiKey.parse(text.substring(0, i) + other + text.substring(i + 1)))
                    .isEmpty();
        }
    }

    @Test
    void the_hash_depends_on_the_secret_and_the_pepper() {
        ApiKey key = ApiKey.create(Environment.TEST);
        byte[] pepper = new byte[32];
        byte[] other = new byte[32];
        other[0] = 1;

        assertThat(key.hash(pepper)).hasSize(32).isEqualTo(key.hash(pepper)).isNotEqualTo(key.hash(other));
        assertThat(key.hash(pepper))
                .isNotEqualTo(ApiKey.create(Environment.TEST).hash(pepper));
    }

    @Test
    void a_printed_key_shows_no_secret() {
        ApiKey key = ApiKey.create(Environment.TEST);

        assertThat(key.toString()).contains(key.id()).doesNotContain(key.secret());
    }
}
