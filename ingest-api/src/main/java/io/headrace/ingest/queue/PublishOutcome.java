package io.headrace.ingest.queue;

/** What became of a command on its way to Kafka. */
public enum PublishOutcome {
    /** The broker has it, on as many replicas as it was told to wait for. */
    ACCEPTED,
    /** It was never handed over. */
    NOT_ACCEPTED,
    /** It was handed over, and no acknowledgement came in time: it may be there or not. */
    UNKNOWN
}
