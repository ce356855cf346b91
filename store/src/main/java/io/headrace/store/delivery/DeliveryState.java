package io.headrace.store.delivery;

import java.util.Locale;

/** Where a delivery stands. It rests where it is delivered, exhausted or cancelled; a held one is still on its way. */
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

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static DeliveryState ofWireName(String text) {
        for (DeliveryState state : values()) {
            if (state.wireName().equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("state is " + text + ": not a DeliveryState");
    }
}
