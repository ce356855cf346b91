package io.headrace.e2e.agent;

import java.time.Duration;

/**
 * Where in the byte code a crash point, or half of one, lies.
 *
 * @param type the class's full name; inner classes with a dollar sign
 * @param method the only one of its name in its class; {@code <init>} for the constructor
 */
record Place(CrashPoint point, String type, String method, Moment moment, Duration sinceMark) {
    enum Moment {
        /** The method is called. */
        ENTER,
        /** The method has returned, not thrown. */
        RETURN,
        /** The method has returned: the point comes next. */
        MARK,
        /** The method is called, so long after a mark. */
        ENTER_AFTER_MARK,
        /** The method has returned, so long after a mark. */
        RETURN_AFTER_MARK
    }

    static Place at(CrashPoint point, Moment moment, String type, String method) {
        return new Place(point, type, method, moment, Duration.ZERO);
    }

    Place since(Duration mark) {
        return new Place(point, type, method, moment, mark);
    }
}
