package io.headrace.contracts;

/** Names of the two Kafka topics; both are keyed by record id. */
public final class Topics {
    public static final String COMMANDS = "headrace.commands";
    public static final String EVENTS = "headrace.events";

    /** Partitions of each topic unless the operator created it otherwise; never changed while commands are in flight. */
    public static final int DEFAULT_PARTITIONS = 12;

    private Topics() {}
}
