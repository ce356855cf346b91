package io.headrace.notifier.send;

import io.headrace.store.delivery.AttemptFailure;

/** Ends an attempt before anything is sent. */
final class TargetRefusal extends RuntimeException {
    private final AttemptFailure kind;

    TargetRefusal(AttemptFailure kind) {
        super(kind.wireName(), null, false, false);
        this.kind = kind;
    }

    AttemptFailure kind() {
        return kind;
    }
}
