package io.headrace.e2e.crash;

import io.headrace.e2e.history.CallKind;
import org.jspecify.annotations.Nullable;

/**
 * A request in the making. A write carries the owner's canary and its own number, and is told to a target.
 *
 * @param call its number
 * @param scope whose key is used
 */
record Ask(
        long call,
        Scope scope,
        CallKind kind,
        @Nullable String recordId,
        int recordOwner,
        Behaviour behaviour,
        @Nullable String idempotencyKey,
        @Nullable Long expectedVersion,
        int waitSeconds) {
    private static final int PATIENCE_SECONDS = 5;

    Ask(long call, Scope scope, CallKind kind, @Nullable String recordId) {
        this(call, scope, kind, recordId, scope.owner().number(), Behaviour.FINE, null, null, 0);
    }

    /** Until it is applied. */
    Ask waiting() {
        return new Ask(
                call, scope, kind, recordId, recordOwner, behaviour, idempotencyKey, expectedVersion, PATIENCE_SECONDS);
    }

    /** What its target is like. */
    Ask toldTo(Behaviour target) {
        return new Ask(call, scope, kind, recordId, recordOwner, target, idempotencyKey, expectedVersion, waitSeconds);
    }

    Ask keyed() {
        return new Ask(
                call, scope, kind, recordId, recordOwner, behaviour, "key-" + call, expectedVersion, waitSeconds);
    }

    Ask ifVersion(long version) {
        return new Ask(call, scope, kind, recordId, recordOwner, behaviour, idempotencyKey, version, waitSeconds);
    }

    Ask ofRecordOf(int owner) {
        return new Ask(call, scope, kind, recordId, owner, behaviour, idempotencyKey, expectedVersion, waitSeconds);
    }

    Request request() {
        boolean hasFields = kind == CallKind.CREATE || kind == CallKind.REPLACE;
        String fields =
                "{\"canary\":\"%s\",\"write\":%d}".formatted(scope.owner().canary(), call);
        return new Request(
                kind,
                call,
                scope,
                recordOwner,
                recordId,
                idempotencyKey,
                expectedVersion,
                waitSeconds,
                hasFields ? fields : null,
                kind.isWrite() ? Target.callback(scope.endpointNumber(), behaviour, call) : null,
                null);
    }
}
