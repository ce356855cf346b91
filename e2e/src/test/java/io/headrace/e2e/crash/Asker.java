package io.headrace.e2e.crash;

import io.headrace.e2e.history.Calls;
import io.headrace.e2e.history.Entry;
import java.util.concurrent.atomic.AtomicLong;

/** Asks in a client's name, and writes down both the request and its answer. */
final class Asker {
    /** What all who ask have in common. */
    record World(Calls calls, AtomicLong lastCall, Api api, HistoryLog history, Tally tally) {}

    private final World world;
    private final int client;

    Asker(World world, int client) {
        this.world = world;
        this.client = client;
    }

    /** The number of the next request; each is asked under once. */
    long nextCall() {
        return world.lastCall().incrementAndGet();
    }

    Reply ask(long call, Request request) {
        Target target = request.target();
        world.history()
                .add(at -> new Entry.Invoke(
                        at,
                        call,
                        request.write(),
                        client,
                        request.scope().owner().number(),
                        request.recordOwner(),
                        request.kind(),
                        request.recordId(),
                        request.idempotencyKey(),
                        request.expectedVersion(),
                        request.fields(),
                        target == null ? null : target.path(),
                        request.kind().isWrite() ? request.scope().subscriptionPath() : null));
        Reply reply = world.api().send(request, world.calls().requestId(call), client + (int) call);
        world.history()
                .add(at -> new Entry.Answer(
                        at,
                        call,
                        reply.outcome(),
                        reply.status(),
                        reply.code(),
                        reply.recordId(),
                        reply.operationId(),
                        reply.version(),
                        reply.fields(),
                        reply.canaries()));
        world.tally().answered(request.kind().isWrite(), request.write() == call, reply.outcome());
        return reply;
    }
}
