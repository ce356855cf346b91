package io.headrace.store.record;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL for many readers' records at once: whoever asks while a question about the same scope is on its way
 * shares the next one. Nobody joins a question that was put before they asked, so nobody reads what was true before.
 */
final class RecordLookups {
    /** All their records are held at once. */
    private static final int MAX_AT_ONCE = 32;

    private static final int MAX_WAITING = 1_000;

    private final Question question;
    /** Who waits in each lane in which a question is on its way. */
    private final Map<Lane, Queue<Asker>> lanes = new HashMap<>();

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

    private enum Turn {
        NOW,
        LATER,
        NEVER
    }

    RecordLookups(Question question) {
        this.question = question;
    }

    Uni<Optional<StoredRecord>> find(RecordScope scope, UUID id) {
        return Uni.createFrom().emitter(emitter -> {
            Lane lane = new Lane(Thread.currentThread(), scope);
            Asker asker = new Asker(id, emitter, Vertx.currentContext());
            switch (join(lane, asker)) {
                case NOW -> ask(lane, List.of(asker));
                case LATER -> {}
                case NEVER -> emitter.fail(new VertxException("too many readers wait", true));
            }
        });
    }

    private void ask(Lane lane, List<Asker> askers) {
        Set<UUID> ids = askers.stream().map(Asker::id).collect(Collectors.toSet());
        Uni.createFrom()
                .deferred(() -> question.ask(lane.scope(), ids))
                .subscribe()
                .with(found -> answered(lane, askers, found), failure -> failed(lane, askers, failure));
    }

    private void answered(Lane lane, List<Asker> askers, List<StoredRecord> found) {
        List<Asker> next = next(lane);
        if (!next.isEmpty()) {
            ask(lane, next);
        }
        Map<UUID, StoredRecord> byId = new HashMap<>();
        found.forEach(record -> byId.put(record.id(), record));
        askers.forEach(asker ->
                asker.answer(() -> asker.emitter().complete(Optional.ofNullable(byId.get(asker.id())))));
    }

    /** Who waited for it would wait for the next one in vain as well. */
    private void failed(Lane lane, List<Asker> askers, Throwable failure) {
        List<Asker> all = new ArrayList<>(askers);
        all.addAll(close(lane));
        all.forEach(asker -> asker.answer(() -> asker.emitter().fail(failure)));
    }

    private synchronized Turn join(Lane lane, Asker asker) {
        Queue<Asker> waiting = lanes.get(lane);
        if (waiting == null) {
            lanes.put(lane, new ArrayDeque<>());
            return Turn.NOW;
        }
        if (waiting.size() >= MAX_WAITING) {
            return Turn.NEVER;
        }
        waiting.add(asker);
        return Turn.LATER;
    }

    /** Those whose turn it is now; where there are none the lane is free. */
    private synchronized List<Asker> next(Lane lane) {
        Queue<Asker> waiting = lanes.get(lane);
        List<Asker> next = new ArrayList<>();
        while (next.size() < MAX_AT_ONCE && !waiting.isEmpty()) {
            next.add(waiting.remove());
        }
        if (next.isEmpty()) {
            lanes.remove(lane);
        }
        return next;
    }

    private synchronized Collection<Asker> close(Lane lane) {
        return lanes.remove(lane);
    }
}
