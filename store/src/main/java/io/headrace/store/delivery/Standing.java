package io.headrace.store.delivery;

import java.util.Locale;

/** What is known of a subscription's target when an attempt is leased. */
public enum Standing {
    /** Nothing: its last attempt succeeded, or it had none. */
    SOUND,
    /** Its attempts have failed since the last success, which a success has to end. */
    FAILING,
    /** Nothing is sent but a probe. */
    HELD,
    /** It was released, and no attempt has succeeded since. */
    TRIED;

    static Standing ofWireName(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
