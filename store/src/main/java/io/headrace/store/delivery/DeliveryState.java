package io.headrace.store.delivery;

import java.util.Locale;

/** Where a delivery stands; the last four are where it rests. */
public enum DeliveryState {
    PENDING,
    SENDING,
    WAITING,
    DELIVERED,
    EXHAUSTED,
    CANCELLED,
    HELD;

    /** The name used in columns and JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
