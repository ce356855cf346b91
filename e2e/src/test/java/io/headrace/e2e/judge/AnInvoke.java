package io.headrace.e2e.judge;

import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Entry;
import org.jspecify.annotations.Nullable;

/** A request of client 0 and owner 0, for rec_a, at ten times its number. */
final class AnInvoke implements Part {
    private final long call;
    private final CallKind kind;
    private long at;
    private long write;
    private int client;
    private int owner;
    private int recordOwner;
    private @Nullable String record;
    private @Nullable String key;
    private @Nullable Long expectedVersion;
    private @Nullable String fields;
    private @Nullable String target;
    private @Nullable String subscription;

    private AnInvoke(long call, CallKind kind) {
        this.call = call;
        this.write = call;
        this.kind = kind;
        this.at = call * 10;
        this.record = kind == CallKind.CREATE || kind == CallKind.LIST ? null : "rec_a";
        this.fields = kind == CallKind.CREATE || kind == CallKind.REPLACE ? fields(call) : null;
    }

    static String fields(long call) {
        return "{\"call\":" + call + "}";
    }

    static AnInvoke aCreate(long call) {
        return new AnInvoke(call, CallKind.CREATE);
    }

    static AnInvoke aReplace(long call) {
        return new AnInvoke(call, CallKind.REPLACE);
    }

    static AnInvoke aDelete(long call) {
        return new AnInvoke(call, CallKind.DELETE);
    }

    static AnInvoke aRead(long call) {
        return new AnInvoke(call, CallKind.READ);
    }

    static AnInvoke aList(long call) {
        return new AnInvoke(call, CallKind.LIST);
    }

    AnInvoke at(long millis) {
        at = millis;
        return this;
    }

    AnInvoke again(long first) {
        write = first;
        key = "key-" + first;
        fields = fields == null ? null : fields(first);
        return this;
    }

    AnInvoke byClient(int number) {
        client = number;
        return this;
    }

    AnInvoke byOwner(int number) {
        owner = number;
        return this;
    }

    AnInvoke ofOwner(int number) {
        recordOwner = number;
        return this;
    }

    AnInvoke of(String recordId) {
        record = recordId;
        return this;
    }

    AnInvoke ifVersion(long version) {
        expectedVersion = version;
        return this;
    }

    AnInvoke fields(String json) {
        fields = json;
        return this;
    }

    AnInvoke target(String path) {
        target = path;
        return this;
    }

    AnInvoke subscribed(String path) {
        subscription = path;
        return this;
    }

    @Override
    public void addTo(ARun run) {
        run.entries.add(new Entry.Invoke(
                ARun.nanos(at),
                call,
                write,
                client,
                owner,
                recordOwner,
                kind,
                record,
                key,
                expectedVersion,
                fields,
                target,
                subscription));
    }
}
