package io.headrace.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import io.headrace.store.owner.KeySecret;
import io.headrace.store.owner.KeyView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenPlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant GRACE_END = NOW.plusSeconds(600);

    @Test
    void a_token_lives_for_an_hour() {
        AccessToken token = token(2, null).orElseThrow();

        assertThat(Duration.between(token.issuedAt(), token.expiresAt())).isEqualTo(Duration.ofHours(1));
        assertThat(token.issuedAt()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(token.scope()).isEqualTo(KeyScope.READ);
    }

    @Test
    void never_beyond_its_key() {
        assertThat(token(2, NOW.plusSeconds(30)))
                .map(AccessToken::expiresAt)
                .contains(Instant.parse("2026-01-02T03:04:35Z"));
        assertThat(token(2, NOW.plusMillis(300))).isEmpty();
    }

    @Test
    void never_beyond_the_secret_that_it_was_got_with() {
        assertThat(token(1, null)).map(AccessToken::expiresAt).contains(Instant.parse("2026-01-02T03:14:05Z"));
        assertThat(token(1, null)).map(AccessToken::secretVersion).contains(1);
    }

    private static Optional<AccessToken> token(int secretVersion, @Nullable Instant expiresAt) {
        KeySecret secret = new KeySecret(2, new byte[32], new byte[32], GRACE_END);
        KeyView key = new KeyView(
                "abcdefgh",
                UUID.randomUUID(),
                UUID.randomUUID(),
                Environment.TEST,
                KeyScope.ADMIN,
                secret,
                true,
                expiresAt);
        return TokenPlanner.token(new AdmittedKey(key, secretVersion), KeyScope.READ, NOW);
    }
}
