package io.headrace.notifier;

import io.headrace.store.delivery.LeasedDelivery;
import java.util.Locale;

/** Why an attempt is made, as metrics tell it apart. */
enum Lane {
    /** The first of a delivery that an event has caused. */
    FIRST,
    /** Every later one, of a replay too. */
    RETRY,
    /** The first of a delivery that somebody asked for again. */
    REPLAY;

    static Lane of(LeasedDelivery delivery) {
        if (delivery.number() > 1) {
            return RETRY;
        }
        return delivery.replay() ? REPLAY : FIRST;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
