package io.headrace.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    private final ApiKey key = ApiKey.create(Environment.LIVE);
    private final Credential whole = new Credential.Key(PresentedKey.of(key));

    @Test
    void a_key_comes_whole() {
        assertThat(Credential.of("Bearer " + key.text(), null, null)).isEqualTo(whole);
        assertThat(Credential.of("bearer  " + key.text(), null, null)).isEqualTo(whole);
    }

    @Test
    void a_key_comes_in_two_headers() {
        assertThat(Credential.of(null, key.id(), key.secret()))
                .isEqualTo(new Credential.Key(new PresentedKey(key.id(), key.secret(), null)));
    }

    @Test
    void a_token_is_told_by_its_form() {
        assertThat(Credential.of("Bearer a.b.c", null, null)).isEqualTo(new Credential.Token("a.b.c"));
        assertThat(Credential.of("Bearer a.b.", null, null)).isInstanceOf(Credential.Token.class);
    }

    @Test
    void both_forms_at_once_must_be_the_same_key() {
        ApiKey other = ApiKey.create(Environment.LIVE);

        assertThat(Credential.of("Bearer " + key.text(), key.id(), key.secret()))
                .isEqualTo(whole);
        assertThat(Credential.of("Bearer " + other.text(), key.id(), key.secret()))
                .isEqualTo(new Credential.Conflict());
        assertThat(Credential.of("Bearer " + key.text(), key.id(), other.secret()))
                .isEqualTo(new Credential.Conflict());
        assertThat(Credential.of("Bearer " + key.text(), key.id(), null)).isEqualTo(new Credential.Conflict());
        assertThat(Credential.of("Bearer a.b.c", key.id(), key.secret())).isEqualTo(new Credential.Conflict());
        assertThat(Credential.of("Basic x", key.id(), key.secret())).isEqualTo(new Credential.Conflict());
    }

    @Test
    void half_a_key_is_none() {
        assertThat(Credential.of(null, key.id(), null)).isEqualTo(new Credential.Nothing());
        assertThat(Credential.of(null, null, key.secret())).isEqualTo(new Credential.Nothing());
        assertThat(Credential.of(null, key.id(), key.text())).isEqualTo(new Credential.Nothing());
        assertThat(Credential.of(null, key.id() + "," + key.id(), key.secret())).isEqualTo(new Credential.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Basic x", "Bearer tm_live_x", "Bearer a,Bearer b", "Bearer a.b.c.d"})
    void anything_else_is_nothing(String header) {
        assertThat(Credential.of(header, null, null)).isEqualTo(new Credential.Nothing());
        assertThat(Credential.of(null, null, null)).isEqualTo(new Credential.Nothing());
        assertThat(Credential.of(key.text(), null, null)).isEqualTo(new Credential.Nothing());
        assertThat(Credential.of("Bearer " + key.text() + "x", null, null)).isEqualTo(new Credential.Nothing());
        assertThat(Credential.of("Bearer " + "a".repeat(5_000) + ".b.c", null, null))
                .isEqualTo(new Credential.Nothing());
    }

    @Test
    void no_secret_is_ever_written_out() {
        assertThat(whole.toString()).doesNotContain(key.secret());
        assertThat(Credential.of("Bearer a.b.c", null, null).toString()).doesNotContain("a.b.c");
    }
}
