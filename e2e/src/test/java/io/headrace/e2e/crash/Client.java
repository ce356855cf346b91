package io.headrace.e2e.crash;

import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

/**
 * One client of one owner: asks one thing at a time, and goes on whatever became of it. A keyed write whose fate it does
 * not know it sends again later, and now and then one that it does know.
 */
final class Client implements Runnable {
    private static final Duration AFTER_REFUSAL = Duration.ofMillis(700);
    private static final int UNAVAILABLE = 503;
    private static final int MOST_REPEATS = 4;

    private final Asker asker;
    private final Random random;
    private final Choices choices;
    private final KnownRecords records;
    private final Duration pace;
    private final Queue<Request> repeats = new ArrayDeque<>();
    private volatile boolean stopped;

    /** @param pace the mean time from one request to the next */
    Client(Asker asker, Random random, Choices choices, KnownRecords records, Duration pace) {
        this.asker = asker;
        this.random = random;
        this.choices = choices;
        this.records = records;
        this.pace = pace;
    }

    @Override
    public void run() {
        long next = System.nanoTime();
        while (!stopped) {
            next = Math.max(System.nanoTime(), next + (long) (pace.toNanos() * (0.5 + random.nextDouble())));
            Pause.until(next);
            if (!stopped) {
                step();
            }
        }
    }

    void stop() {
        stopped = true;
    }

    private void step() {
        long call = asker.nextCall();
        boolean again = random.nextInt(3) == 0 && !repeats.isEmpty();
        Request request = again ? repeats.remove() : choices.next(call);
        Reply reply = asker.ask(call, request);
        learn(request, reply);
        if (reply.outcome() == Outcome.UNKNOWN || reply.status() == UNAVAILABLE) {
            Pause.of(AFTER_REFUSAL);
        }
    }

    private void learn(Request request, Reply reply) {
        if (request.idempotencyKey() != null && repeats.size() < MOST_REPEATS && isWorthRepeating(reply)) {
            repeats.add(request);
        }
        String id = reply.recordId();
        if (reply.outcome() == Outcome.OK && request.kind() == CallKind.CREATE && id != null) {
            records.add(new KnownRecord(id, request.scope()), random);
        }
        if (reply.outcome() == Outcome.OK && request.kind() == CallKind.DELETE && id != null) {
            records.deleted(id, random);
        }
        Long version = reply.version();
        if (version != null && id != null) {
            records.saw(id, version);
        }
    }

    private boolean isWorthRepeating(Reply reply) {
        return reply.outcome() == Outcome.UNKNOWN || random.nextInt(8) == 0;
    }
}
