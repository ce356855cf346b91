package io.headrace.store.record;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL for many readers' records at once: whoever asks while a question about the same scope is on its way
 * shares the next one. Nobody joins a question that was put before they asked, so nobody reads what was true before.
 */
final class RecordLookups {
    private static final int MAX_AT_ONCE = 256;

    private final Question question;
    private final Map<Lane, List<Asker>> waiting = new ConcurrentHashMap<>();

    /** Answers with those that exist; it must end by itself, in time. */
    @FunctionalInterface
    interface Question {
        Uni<List<StoredRecord>> ask(RecordScope scope, Set<UUID> ids);
    }

    /** One thread's: what is answered there needs no other one to wake. */
    private record Lane(Thread thread, RecordScope scope) {}

    private record Asker(
            UUID id,
            UniEmitter<? super Optional<StoredRecord>> emitter,
            @Nullable Context context) {
        void answer(Runnable answer) {
            if (context == null) {
                answer.run();
            } else {
                context.runOnContext(ignored -> answer.run());
            }
        }
    }

    RecordLookups(Question question) {
        this.question = question;
    }

    Uni<Optional<StoredRecord>> find(RecordScope scope, UUID id) {
        return Uni.createFrom().emitter(emitter -> {
            Lane lane = new Lane(Thread.currentThread(), scope);
            Asker asker = new Asker(id, emitter, Vertx.currentContext());
            if (isFree(lane, asker)) {
                ask(lane, List.of(asker));
            }
        });
    }

    /** If it is not, the asker waits in it. */
    private boolean isFree(Lane lane, Asker asker) {
        List<Asker> queue = waiting.compute(lane, (key, before) -> {
            if (before == null) {
                return List.of();
            }
            List<Asker> after = before.isEmpty() ? new ArrayList<>() : before;
            after.add(asker);
            return after;
        });
        return queue.isEmpty();
    }

    private void ask(Lane lane, List<Asker> askers) {
        Set<UUID> ids = askers.stream().map(Asker::id).collect(Collectors.toSet());
        Uni.createFrom()
                .deferred(() -> question.ask(lane.scope(), ids))
                .subscribe()
                .with(
                        found -> {
                            next(lane);
                            answer(askers, found);
                        },
                        failure -> {
                            next(lane);
                            askers.forEach(
                                    asker -> asker.answer(() -> asker.emitter().fail(failure)));
                        });
    }

    private void next(Lane lane) {
        List<Asker> askers = new ArrayList<>();
        waiting.compute(lane, (key, before) -> {
            if (before == null || before.isEmpty()) {
                return null;
            }
            List<Asker> now = before.subList(0, Math.min(MAX_AT_ONCE, before.size()));
            askers.addAll(now);
            now.clear();
            return before.isEmpty() ? List.of() : before;
        });
        if (!askers.isEmpty()) {
            ask(lane, askers);
        }
    }

    private static void answer(List<Asker> askers, List<StoredRecord> found) {
        Map<UUID, StoredRecord> byId = new HashMap<>();
        found.forEach(record -> byId.put(record.id(), record));
        askers.forEach(asker ->
                asker.answer(() -> asker.emitter().complete(Optional.ofNullable(byId.get(asker.id())))));
    }
}
