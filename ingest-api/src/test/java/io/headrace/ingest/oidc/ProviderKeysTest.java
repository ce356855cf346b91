package io.headrace.ingest.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.ProblemException;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class ProviderKeysTest {
    private static final RsaJsonWebKey FIRST = key("first");
    private static final RsaJsonWebKey SECOND = key("second");

    private final MovedClock clock = new MovedClock();
    private final List<Uni<JsonWebKeySet>> answers = new ArrayList<>();
    private int asked;
    private final ProviderKeys keys = new ProviderKeys(this::answer, clock);

    @Test
    void keys_are_fetched_once_and_kept() {
        answers.add(Uni.createFrom().item(new JsonWebKeySet(FIRST)));

        assertThat(ids("first")).containsExactly("first");
        assertThat(ids("first")).containsExactly("first");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void a_new_key_of_the_provider_is_found_when_a_token_names_it() {
        answers.add(Uni.createFrom().item(new JsonWebKeySet(FIRST)));
        answers.add(Uni.createFrom().item(new JsonWebKeySet(FIRST, SECOND)));
        ids("first");
        clock.advance(FetchPolicy.HOLD);

        assertThat(ids("second")).containsExactly("first", "second");
        for (int i = 0; i < 100; i++) {
            ids("invented " + i);
        }
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void what_was_fetched_goes_on_being_used_while_the_provider_is_away() {
        answers.add(Uni.createFrom().item(new JsonWebKeySet(FIRST)));
        answers.add(Uni.createFrom().failure(new IllegalStateException("away")));
        ids("first");
        clock.advance(Duration.ofDays(1));

        assertThat(ids("first")).containsExactly("first");
        assertThat(ids("first")).containsExactly("first");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void a_key_that_the_provider_has_taken_back_is_forgotten() {
        answers.add(Uni.createFrom().item(new JsonWebKeySet(FIRST, SECOND)));
        answers.add(Uni.createFrom().item(new JsonWebKeySet(SECOND)));
        ids("first");
        clock.advance(FetchPolicy.FRESH);
        ids("first");

        assertThat(ids("second")).containsExactly("second");
    }

    @Test
    void without_any_key_the_answer_is_503_until_one_is_there() {
        answers.add(Uni.createFrom().failure(new IllegalStateException("away")));
        answers.add(Uni.createFrom().item(new JsonWebKeySet(FIRST)));

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> ids("first"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.problem().code()).isEqualTo(ErrorCode.QUEUE_UNAVAILABLE));
        }
        assertThat(asked).isEqualTo(1);
        clock.advance(FetchPolicy.RETRY);
        assertThat(ids("first")).containsExactly("first");
    }

    @Test
    void all_who_wait_share_one_fetch() {
        CompletableFuture<JsonWebKeySet> late = new CompletableFuture<>();
        answers.add(Uni.createFrom().completionStage(late));
        List<CompletableFuture<JsonWebKeySet>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(keys.having("first").subscribeAsCompletionStage());
        }

        waiting.get(0).cancel(true);
        late.complete(new JsonWebKeySet(FIRST));

        assertThat(waiting.subList(1, 10))
                .allMatch(future -> future.join().getJsonWebKeys().size() == 1);
        assertThat(asked).isEqualTo(1);
    }

    private Uni<JsonWebKeySet> answer() {
        return answers.get(asked++);
    }

    private List<String> ids(String keyId) {
        return keys.having(keyId).await().indefinitely().getJsonWebKeys().stream()
                .map(key -> key.getKeyId())
                .toList();
    }

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stands still until it is moved. */
    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
