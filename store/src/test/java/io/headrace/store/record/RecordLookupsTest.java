package io.headrace.store.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Environment;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.VertxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordLookupsTest {
    private static final RecordScope OURS = scope();
    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();
    private static final UUID C = UUID.randomUUID();

    private final List<Asked> asked = new ArrayList<>();
    private final RecordLookups lookups = new RecordLookups((scope, ids) ->
            Uni.createFrom().emitter(emitter -> asked.add(new Asked(scope, Set.copyOf(ids), emitter))));

    private record Asked(RecordScope scope, Set<UUID> ids, UniEmitter<? super List<StoredRecord>> emitter) {
        void answer(long version, UUID... found) {
            List<StoredRecord> records = new ArrayList<>();
            for (UUID id : found) {
                records.add(new StoredRecord(id, version, Instant.EPOCH, Instant.EPOCH, "{}"));
            }
            emitter.complete(records);
        }
    }

    @Test
    void who_asks_alone_is_answered_alone() {
        UniAssertSubscriber<Optional<StoredRecord>> reader = find(OURS, A);

        asked.get(0).answer(1, A);

        assertThat(versionOf(reader)).contains(1L);
        assertThat(asked).hasSize(1);
    }

    @Test
    void who_asks_meanwhile_shares_the_next_question() {
        UniAssertSubscriber<Optional<StoredRecord>> first = find(OURS, A);
        UniAssertSubscriber<Optional<StoredRecord>> again = find(OURS, A);
        UniAssertSubscriber<Optional<StoredRecord>> another = find(OURS, B);
        UniAssertSubscriber<Optional<StoredRecord>> missing = find(OURS, C);
        asked.get(0).answer(1, A);
        again.assertNotTerminated();

        asked.get(1).answer(2, B, A);

        assertThat(asked.get(1).ids()).containsExactlyInAnyOrder(A, B, C);
        assertThat(versionOf(first)).contains(1L);
        assertThat(versionOf(again)).contains(2L);
        assertThat(versionOf(another)).contains(2L);
        assertThat(versionOf(missing)).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void another_scope_waits_for_nobody_and_is_asked_about_apart() {
        RecordScope theirs = scope();

        find(OURS, A);
        find(theirs, A);

        assertThat(asked).extracting(Asked::scope).containsExactly(OURS, theirs);
    }

    @Test
    void a_failure_is_told_to_those_who_shared_the_question_and_to_those_who_wait() {
        UniAssertSubscriber<Optional<StoredRecord>> first = find(OURS, A);
        UniAssertSubscriber<Optional<StoredRecord>> second = find(OURS, A);

        asked.get(0).emitter().fail(new IllegalStateException("gone"));

        first.assertFailedWith(IllegalStateException.class, "gone");
        second.assertFailedWith(IllegalStateException.class, "gone");
        assertThat(asked).hasSize(1);
    }

    @Test
    void after_a_failure_it_asks_again() {
        find(OURS, A);
        asked.get(0).emitter().fail(new IllegalStateException("gone"));

        UniAssertSubscriber<Optional<StoredRecord>> next = find(OURS, A);
        asked.get(1).answer(1, A);

        assertThat(versionOf(next)).contains(1L);
    }

    @Test
    void a_crowd_is_asked_about_in_parts_and_whoever_is_too_many_is_told_so() {
        find(OURS, A);
        List<UniAssertSubscriber<Optional<StoredRecord>>> crowd = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            crowd.add(find(OURS, UUID.randomUUID()));
        }

        find(OURS, A).assertFailedWith(VertxException.class, "too many readers wait");
        for (int i = 0; i < asked.size(); i++) {
            asked.get(i).answer(1);
        }

        assertThat(asked)
                .extracting(each -> each.ids().size())
                .startsWith(1, 32)
                .allMatch(size -> size <= 32);
        crowd.forEach(UniAssertSubscriber::assertCompleted);
    }

    private UniAssertSubscriber<Optional<StoredRecord>> find(RecordScope scope, UUID id) {
        return lookups.find(scope, id).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static Optional<Long> versionOf(UniAssertSubscriber<Optional<StoredRecord>> reader) {
        return reader.assertCompleted().getItem().map(StoredRecord::version);
    }

    private static RecordScope scope() {
        return new RecordScope(Environment.LIVE, UUID.randomUUID(), UUID.randomUUID());
    }
}
