package io.headrace.notifier.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.Environment;
import io.headrace.store.subscription.EndpointSubscription;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SubscriptionBookTest {
    private static final UUID ONE = new UUID(7, 1);
    private static final UUID TWO = new UUID(7, 2);

    private final Map<UUID, List<EndpointSubscription>> stored = new HashMap<>();
    private final List<Set<UUID>> questions = new ArrayList<>();
    private long nanos;
    private final SubscriptionBook book = new SubscriptionBook(this::answer, () -> nanos);
    private boolean away;

    @Test
    void oneQuestionIsAskedForAllEndpointsOfABatch() {
        stored.put(ONE, List.of(aSubscription()));

        Map<UUID, List<EndpointSubscription>> known = of(ONE, TWO);

        assertThat(known.get(ONE)).hasSize(1);
        assertThat(known.get(TWO)).isEmpty();
        assertThat(questions).containsExactly(Set.of(ONE, TWO));
    }

    @Test
    void whatIsKnownIsNotAskedAgainForSecondsThatThereAreNoneIncluded() {
        of(ONE);
        of(ONE);
        of(ONE, TWO);

        assertThat(questions).containsExactly(Set.of(ONE), Set.of(TWO));
    }

    @Test
    void aChangeIsSeenWithinASecond() {
        of(ONE);
        stored.put(ONE, List.of(aSubscription()));

        nanos += SubscriptionBook.FRESH.minusMillis(1).toNanos();
        assertThat(of(ONE).get(ONE)).isEmpty();
        nanos += Duration.ofMillis(1).toNanos();
        assertThat(of(ONE).get(ONE)).hasSize(1);
        assertThat(SubscriptionBook.FRESH).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aQuestionWithoutAnAnswerIsNoAnswer() {
        away = true;
        assertThatThrownBy(() -> of(ONE)).hasMessageContaining("away");
        away = false;

        assertThat(of(ONE).get(ONE)).isEmpty();
        assertThat(questions).hasSize(1);
    }

    @Test
    void nobodyIsAskedForNothing() {
        assertThat(of()).isEmpty();
        assertThat(questions).isEmpty();
    }

    private Map<UUID, List<EndpointSubscription>> of(UUID... endpoints) {
        return book.of(Set.of(endpoints)).await().atMost(Duration.ofSeconds(1));
    }

    private Uni<Map<UUID, List<EndpointSubscription>>> answer(Collection<UUID> endpoints) {
        if (away) {
            return Uni.createFrom().failure(new IllegalStateException("away"));
        }
        questions.add(Set.copyOf(endpoints));
        Map<UUID, List<EndpointSubscription>> answer = new HashMap<>();
        endpoints.forEach(id -> answer.put(id, stored.getOrDefault(id, List.of())));
        return Uni.createFrom().item(answer);
    }

    private static EndpointSubscription aSubscription() {
        return new EndpointSubscription(
                new UUID(7, 9),
                new UUID(7, 8),
                Environment.TEST,
                "https://shop.example:443/",
                null,
                Duration.ZERO,
                false,
                false);
    }
}
