package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import org.jspecify.annotations.Nullable;

/** A row of the operation log for a call: on rec_a, in partition 3, at the call's number. */
final class AnOperation implements Part {
    private final String kind;
    private String id;
    private int owner;
    private @Nullable String record = "rec_a";
    private String state = "applied";
    private @Nullable Integer reason;
    private @Nullable Long version = 1L;
    private @Nullable String requestId;
    private int partition = 3;
    private long offset;

    private AnOperation(long call, String kind) {
        this.kind = kind;
        this.id = "op_" + call;
        this.requestId = ARun.CALLS.requestId(call);
        this.offset = call;
    }

    static AnOperation created(long call) {
        return new AnOperation(call, "create");
    }

    static AnOperation replaced(long call, long version) {
        return new AnOperation(call, "replace").version(version);
    }

    static AnOperation deleted(long call, long version) {
        return new AnOperation(call, "delete").version(version);
    }

    AnOperation rejected(int code) {
        state = "rejected";
        reason = code;
        version = null;
        return this;
    }

    AnOperation dead() {
        state = "dead";
        reason = 40000;
        version = null;
        return this;
    }

    /** A message that was no command. */
    static AnOperation poison() {
        AnOperation poison = new AnOperation(99, "create").dead();
        poison.owner = -1;
        poison.record = null;
        poison.requestId = null;
        return poison;
    }

    AnOperation id(String other) {
        id = other;
        return this;
    }

    AnOperation requestId(@Nullable String other) {
        requestId = other;
        return this;
    }

    AnOperation owner(int number) {
        owner = number;
        return this;
    }

    AnOperation of(String recordId) {
        record = recordId;
        return this;
    }

    AnOperation version(long number) {
        version = number;
        return this;
    }

    AnOperation place(int inPartition, long atOffset) {
        partition = inPartition;
        offset = atOffset;
        return this;
    }

    @Override
    public void addTo(ARun run) {
        run.operations.add(
                new Dump.OperationRow(id, owner, record, kind, state, reason, version, requestId, partition, offset));
    }
}
