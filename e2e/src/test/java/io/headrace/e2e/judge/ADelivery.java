package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A delivery of a call's event to http://127.0.0.1:9000/t, with its attempts, each of ten milliseconds. */
final class ADelivery implements Part {
    private final long call;
    private String event;
    private int owner;
    private String state;
    private String destination = "http://127.0.0.1:9000";
    private String path = "/t";
    private @Nullable Integer counted;
    private int probes;
    private int number;
    private final List<Dump.AttemptRow> attempts = new ArrayList<>();

    private ADelivery(long call, String state) {
        this.call = call;
        this.event = "evt_" + call;
        this.state = state;
    }

    static ADelivery delivered(long call) {
        return new ADelivery(call, "delivered");
    }

    static ADelivery exhausted(long call) {
        return new ADelivery(call, "exhausted");
    }

    ADelivery state(String other) {
        state = other;
        return this;
    }

    ADelivery event(String id) {
        event = id;
        return this;
    }

    ADelivery owner(int other) {
        owner = other;
        return this;
    }

    ADelivery at(String otherDestination) {
        destination = otherDestination;
        return this;
    }

    ADelivery path(String other) {
        path = other;
        return this;
    }

    ADelivery counted(int attemptsOfRow) {
        counted = attemptsOfRow;
        return this;
    }

    /** So many of its attempts. */
    ADelivery probes(int number) {
        probes = number;
        return this;
    }

    /** At a time of the run, told in PostgreSQL's. */
    ADelivery succeeded(double millis) {
        return attempt(millis, 10, 200, null);
    }

    ADelivery failed(double millis, int status) {
        return attempt(millis, 10, status, "status");
    }

    ADelivery timedOut(double millis, long duration) {
        return attempt(millis, duration, null, "timeout");
    }

    /** Leaves a number out. */
    ADelivery gap() {
        number++;
        return this;
    }

    private ADelivery attempt(double millis, long duration, @Nullable Integer status, @Nullable String failure) {
        attempts.add(new Dump.AttemptRow(
                "dlv_" + call,
                ++number,
                ARun.START.plusNanos(ARun.nanos(millis)),
                Duration.ofMillis(duration),
                status,
                failure));
        return this;
    }

    @Override
    public void addTo(ARun run) {
        int ended = counted == null ? attempts.size() : counted;
        run.deliveries.add(new Dump.DeliveryRow("dlv_" + call, event, owner, destination + path, state, ended, probes));
        run.attempts.addAll(attempts);
    }
}
