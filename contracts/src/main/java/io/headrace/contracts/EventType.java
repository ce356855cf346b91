package io.headrace.contracts;

/** What happened to a record, as collaborators see it. */
public enum EventType {
    RECORD_CREATED("record.created"),
    RECORD_UPDATED("record.updated"),
    RECORD_DELETED("record.deleted"),
    RECORD_REJECTED("record.rejected"),
    WEBHOOK_TEST("webhook.test");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in the event's {@code type} and in subscriptions. */
    public String wireName() {
        return wireName;
    }

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static EventType ofWireName(String text) {
        for (EventType type : values()) {
            if (type.wireName.equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("type is \"" + text + "\": not an EventType");
    }

    /** The event that an applied operation of this kind causes. */
    public static EventType ofApplied(OperationKind kind) {
        return switch (kind) {
            case CREATE -> RECORD_CREATED;
            case REPLACE -> RECORD_UPDATED;
            case DELETE -> RECORD_DELETED;
        };
    }
}
