package io.headrace.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.ingest.http.ProblemException;
import io.smallrye.mutiny.Uni;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LookupStoreTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private Uni<Optional<String>> source = Uni.createFrom().item(Optional.of("value"));
    private final LookupStore<String, String> lookup = new LookupStore<>(
            key -> {
                asked.incrementAndGet();
                return source;
            },
            nanos::get);

    @Test
    void a_change_is_everywhere_within_five_seconds() {
        assertThat(LookupStore.FRESH).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void what_is_fresh_is_not_asked_for_again() {
        assertThat(find()).contains("value");
        pass(LookupStore.FRESH.minusNanos(1));
        assertThat(find()).contains("value");

        assertThat(asked).hasValue(1);
    }

    @Test
    void a_change_is_seen_after_the_fresh_time() {
        find();
        source = Uni.createFrom().item(Optional.empty());
        pass(LookupStore.FRESH);

        assertThat(find()).isEmpty();
        assertThat(find()).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void who_wants_it_newer_makes_it_newer_for_all() {
        find();
        source = Uni.createFrom().item(Optional.of("newer"));
        pass(Duration.ofMillis(1));

        assertThat(lookup.find("key", Duration.ofSeconds(1)).await().indefinitely())
                .contains("value");
        assertThat(lookup.find("key", Duration.ZERO).await().indefinitely()).contains("newer");
        assertThat(find()).contains("newer");
        assertThat(asked).hasValue(2);
    }

    @Test
    void what_appears_is_seen_after_the_fresh_time() {
        source = Uni.createFrom().item(Optional.empty());
        assertThat(find()).isEmpty();
        source = Uni.createFrom().item(Optional.of("new"));
        assertThat(find()).isEmpty();
        pass(LookupStore.FRESH);

        assertThat(find()).contains("new");
    }

    @Test
    void all_who_ask_at_once_share_one_question() {
        CompletableFuture<Optional<String>> pending = new CompletableFuture<>();
        source = Uni.createFrom().completionStage(pending);
        List<CompletableFuture<Optional<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(lookup.find("key").subscribeAsCompletionStage());
        }
        waiting.get(0).cancel(true);

        pending.complete(Optional.of("late"));

        assertThat(waiting.subList(1, 10)).allSatisfy(one -> assertThat(one).isCompletedWithValue(Optional.of("late")));
        assertThat(asked).hasValue(1);
    }

    @Test
    void while_the_database_is_away_what_was_known_goes_on_for_a_minute() {
        find();
        source = Uni.createFrom().failure(new ConnectException("refused"));
        pass(LookupStore.STALE.minusNanos(1));
        assertThat(find()).contains("value");

        pass(Duration.ofNanos(1));
        assertThatThrownBy(this::find).hasRootCauseInstanceOf(ConnectException.class);
    }

    @Test
    void a_mistake_of_ours_is_not_papered_over() {
        find();
        source = Uni.createFrom().failure(new IllegalStateException("bug"));
        pass(LookupStore.FRESH);

        assertThatThrownBy(this::find).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_failed_question_is_asked_again() {
        source = Uni.createFrom().failure(new ConnectException("refused"));
        assertThatThrownBy(this::find).hasRootCauseInstanceOf(ConnectException.class);
        source = Uni.createFrom().item(Optional.of("back"));

        assertThat(find()).contains("back");
    }

    @Test
    void an_answer_is_as_old_as_its_question() {
        CompletableFuture<Optional<String>> slow = new CompletableFuture<>();
        source = Uni.createFrom().completionStage(slow);
        lookup.find("key").subscribeAsCompletionStage();
        pass(Duration.ofSeconds(1));
        slow.complete(Optional.of("read before the key was revoked"));
        source = Uni.createFrom().item(Optional.of("revoked"));

        pass(LookupStore.FRESH.minusSeconds(1));

        assertThat(find()).contains("revoked");
    }

    @Test
    void where_too_many_ask_what_was_known_goes_on_for_a_minute() {
        find();
        askForMoreThanMayWait();
        pass(LookupStore.STALE.minusNanos(1));
        assertThat(find()).contains("value");

        pass(Duration.ofNanos(1));
        assertThatThrownBy(this::find).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> lookup.find("unknown").await().indefinitely()).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_source_that_throws_leaves_no_question_open() {
        LookupStore<String, String> fragile = new LookupStore<>(
                key -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("bug");
                    }
                    return source;
                },
                nanos::get);
        assertThatThrownBy(() -> fragile.find("key").await().atMost(Duration.ofSeconds(5)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(fragile.find("key").await().atMost(Duration.ofSeconds(5))).contains("value");
    }

    private void askForMoreThanMayWait() {
        source = Uni.createFrom().completionStage(new CompletableFuture<>());
        for (int i = 0; i < LookupStore.MAX_LOADING; i++) {
            lookup.find("other" + i).subscribeAsCompletionStage();
        }
    }

    private Optional<String> find() {
        return lookup.find("key").await().atMost(Duration.ofSeconds(5));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
