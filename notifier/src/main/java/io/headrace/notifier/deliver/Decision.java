package io.headrace.notifier.deliver;

import java.time.Duration;

/** What becomes of a delivery after an attempt. */
sealed interface Decision {
    record Delivered() implements Decision {}

    /** The next attempt is due this long after the end of this one. */
    record Waiting(Duration pause) implements Decision {}

    record Exhausted() implements Decision {}

    /** It tried a failing target in vain, and is kept. */
    record Held() implements Decision {}

    /** As exhausted, and whoever the target belongs to is to be sent nothing more. */
    record Gone() implements Decision {}
}
