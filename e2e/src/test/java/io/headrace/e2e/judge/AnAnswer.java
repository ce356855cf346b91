package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer five milliseconds after a call that was asked at ten times its number. */
final class AnAnswer implements Part {
    private final long call;
    private final Outcome outcome;
    private final int status;
    private final int code;
    private double at;
    private @Nullable String record;
    private @Nullable String operation;
    private @Nullable Long version;
    private @Nullable String fields;
    private Set<Integer> canaries = Set.of();

    private AnAnswer(long call, Outcome outcome, int status, int code) {
        this.call = call;
        this.outcome = outcome;
        this.status = status;
        this.code = code;
        this.at = call * 10 + 5;
    }

    /** A plain 202. */
    static AnAnswer accepted(long call) {
        return new AnAnswer(call, Outcome.OK, 202, 0).operation("op_" + call).record("rec_a");
    }

    /** To a client that waited. */
    static AnAnswer applied(long call, long version) {
        AnAnswer answer = new AnAnswer(call, Outcome.OK, 200, 0);
        return answer.operation("op_" + call).record("rec_a").version(version);
    }

    /** To a client that waited. */
    static AnAnswer rejected(long call, int code) {
        return new AnAnswer(call, Outcome.FAIL, code / 100, code)
                .operation("op_" + call)
                .record("rec_a");
    }

    /** At the door. */
    static AnAnswer refused(long call, int code) {
        return new AnAnswer(call, Outcome.FAIL, code / 100, code);
    }

    static AnAnswer unknown(long call) {
        return new AnAnswer(call, Outcome.UNKNOWN, 0, 0);
    }

    static AnAnswer shown(long call, long version, @Nullable String fields) {
        AnAnswer answer = new AnAnswer(call, Outcome.OK, 200, 0).record("rec_a").version(version);
        answer.fields = fields;
        return answer;
    }

    static AnAnswer notFound(long call) {
        return refused(call, 40401);
    }

    AnAnswer at(double millis) {
        at = millis;
        return this;
    }

    AnAnswer record(String id) {
        record = id;
        return this;
    }

    AnAnswer operation(String id) {
        operation = id;
        return this;
    }

    AnAnswer version(long number) {
        version = number;
        return this;
    }

    AnAnswer canaries(Integer... owners) {
        canaries = Set.of(owners);
        return this;
    }

    @Override
    public void addTo(ARun run) {
        run.entries.add(new Entry.Answer(
                ARun.nanos(at), call, outcome, status, code, record, operation, version, fields, canaries));
    }
}
