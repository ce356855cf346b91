package io.headrace.e2e.crash;

import java.util.Locale;
import java.util.Random;

/** How a target treats the webhooks that come to it. */
enum Behaviour {
    FINE(820),
    /** An error at first, then 200. */
    FLAKY(50),
    /** 429 with a Retry-After that is shorter than the schedule, which it must not shorten; then 200. */
    BUSY(30),
    SLOW(30),
    /** 500 for ever: the delivery ends as exhausted. */
    BROKEN(20),
    /** To somewhere else for ever: not followed, a failure. */
    REDIRECT(10),
    GONE(10),
    /** The connection is reset at first. */
    RESET(10),
    /** No answer at first. */
    HANG(7),
    /** A byte a second at first. */
    DRIP(7),
    /** 200 and ten megabytes. */
    FLOOD(6);

    private final int weight;

    Behaviour(int weight) {
        this.weight = weight;
    }

    static Behaviour any(Random random) {
        int total = 0;
        for (Behaviour behaviour : values()) {
            total += behaviour.weight;
        }
        int place = random.nextInt(total);
        for (Behaviour behaviour : values()) {
            place -= behaviour.weight;
            if (place < 0) {
                return behaviour;
            }
        }
        return FINE;
    }

    /** The same at each attempt. None is gone: that would end the subscription. */
    static Behaviour ofEvent(String eventId) {
        Behaviour any = any(new Random(eventId.hashCode()));
        return any == GONE ? FLAKY : any;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Behaviour ofWireName(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
