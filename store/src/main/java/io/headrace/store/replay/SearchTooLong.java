package io.headrace.store.replay;

/** A search of the delivery log was given up: what it asks for is rare among too many deliveries. */
public final class SearchTooLong extends RuntimeException {
    SearchTooLong(Throwable cause) {
        super("the delivery log was searched for too long", cause, false, false);
    }
}
