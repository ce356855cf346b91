package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A webhook of a call that created rec_a, at /t, answered 200. */
final class AReceipt implements Part {
    private final double at;
    private int owner;
    private String target = "/t";
    private String webhookId;
    private int attempt = 1;
    private int answered = 200;
    private boolean signatureValid = true;
    private @Nullable Boolean rowVisible = true;
    private String type = "record.created";
    private String operation;
    private String record = "rec_a";
    private @Nullable Long version = 1L;
    private Set<Integer> canaries = Set.of();

    private AReceipt(long call, double at) {
        this.at = at;
        this.webhookId = "evt_" + call;
        this.operation = "op_" + call;
    }

    static AReceipt aReceipt(long call, double millis) {
        return new AReceipt(call, millis);
    }

    AReceipt attempt(int number) {
        attempt = number;
        return this;
    }

    AReceipt answered(int status) {
        answered = status;
        return this;
    }

    AReceipt owner(int number) {
        owner = number;
        return this;
    }

    AReceipt target(String path) {
        target = path;
        return this;
    }

    AReceipt record(String id) {
        record = id;
        return this;
    }

    AReceipt webhookId(String id) {
        webhookId = id;
        return this;
    }

    AReceipt operation(String id) {
        operation = id;
        return this;
    }

    AReceipt forged() {
        signatureValid = false;
        return this;
    }

    AReceipt rowVisible(@Nullable Boolean visible) {
        rowVisible = visible;
        return this;
    }

    AReceipt says(String otherType, @Nullable Long otherVersion) {
        type = otherType;
        version = otherVersion;
        return this;
    }

    AReceipt canaries(Integer... owners) {
        canaries = Set.of(owners);
        return this;
    }

    @Override
    public void addTo(ARun run) {
        run.entries.add(new Entry.Receipt(
                ARun.nanos(at),
                owner,
                target,
                webhookId,
                attempt,
                answered,
                signatureValid,
                rowVisible,
                type,
                operation,
                record,
                version,
                canaries));
    }
}
