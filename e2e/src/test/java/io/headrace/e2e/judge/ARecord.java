package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import org.jspecify.annotations.Nullable;

/** rec_a as PostgreSQL holds it, last changed by a call. */
final class ARecord implements Part {
    private String id = "rec_a";
    private int owner;
    private final long version;
    private @Nullable String fields;
    private final boolean deleted;
    private long offset;

    private ARecord(long call, long version, boolean deleted) {
        this.version = version;
        this.deleted = deleted;
        this.offset = call;
        this.fields = deleted ? null : AnInvoke.fields(call);
    }

    static ARecord aRecord(long call, long version) {
        return new ARecord(call, version, false);
    }

    static ARecord aTombstone(long call, long version) {
        return new ARecord(call, version, true);
    }

    ARecord id(String other) {
        id = other;
        return this;
    }

    ARecord owner(int number) {
        owner = number;
        return this;
    }

    ARecord fields(String json) {
        fields = json;
        return this;
    }

    ARecord offset(long other) {
        offset = other;
        return this;
    }

    @Override
    public void addTo(ARun run) {
        run.records.add(new Dump.RecordRow(id, owner, version, fields, deleted, 3, offset));
    }
}
