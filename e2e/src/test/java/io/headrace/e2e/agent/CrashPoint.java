package io.headrace.e2e.agent;

import java.util.Arrays;
import java.util.Locale;

/**
 * A place in a service's code at which it can be made to die. Which method that is stands in {@link Places}; when and
 * how often it dies is up to {@link CrashPoints}.
 */
public enum CrashPoint {
    /** A write has passed the door; Kafka has not been asked. */
    INGEST_BEFORE_SEND,
    /** The command's bytes are in the socket to Kafka; its acknowledgement has not been read. */
    INGEST_SENT_NOT_ACKED,
    /** Kafka has acknowledged the command; its client has no answer yet. */
    INGEST_ACKED_BEFORE_202,

    /** A batch of commands is in the processor's hands; PostgreSQL does not know of it. */
    PROCESSOR_AFTER_POLL,
    /** Record, operation and position are written and not committed. */
    PROCESSOR_IN_TRANSACTION,
    /** The effect is committed; no event was sent. */
    PROCESSOR_AFTER_COMMIT_BEFORE_EVENT,
    /** Kafka has acknowledged the events; the consumer's offset does not say so yet. */
    PROCESSOR_AFTER_EVENT_BEFORE_OFFSET_COMMIT,
    /** Kafka takes partitions away: reached when another processor joins, or when this one is told to stop. */
    PROCESSOR_ON_REVOKE,

    /** A delivery is leased; its target has heard nothing. */
    NOTIFIER_AFTER_LEASE,
    /** The whole request is in the socket to the target; its answer has not been read. */
    NOTIFIER_REQUEST_WRITTEN,
    /** The target has answered 2xx; PostgreSQL does not know of it. */
    NOTIFIER_ANSWERED_NOT_RECORDED,
    /** A failed attempt is recorded, and the next one is not due yet: reached when a target fails. */
    NOTIFIER_BETWEEN_ATTEMPTS;

    /** {@code ingest.before-send} and so on: the process in short, then the place. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
    }

    /** The service that dies, as the local system names it. */
    public String process() {
        String start = wireName().substring(0, wireName().indexOf('.'));
        return start.equals("ingest") ? "ingest-api" : start;
    }

    static CrashPoint ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(point -> point.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no crash point has the name " + wireName));
    }
}
