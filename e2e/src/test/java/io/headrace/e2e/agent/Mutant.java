package io.headrace.e2e.agent;

import java.util.List;

/**
 * A service that is wrong on purpose, to show that the judge can tell. Each says by which law (L1 to L15) it must be
 * caught, and under which fault. Where several defences stand behind one another, all of them are gone.
 */
public enum Mutant {
    /**
     * Kafka's consumer offset is committed first, and the batch's events are published two seconds later. L9 under a
     * kill at processor.after-commit-before-event: the event is never published.
     */
    OFFSET_FIRST("processor"),

    /**
     * The position is neither locked nor compared, and an operation that is there already is passed over; the instance
     * {@code processor-2} reads before the others and writes after them. L6 under a second group that reads the same
     * commands: an old head overwrites a new one.
     */
    POSITION_UNGUARDED("processor"),

    /**
     * Known operations are not looked up, and one that is there already is passed over, so a command that is read again
     * is applied again. L6 under a kill at processor.after-commit-before-event: the record has a version too many.
     */
    COMMANDS_REPEATED("processor"),

    /** The row of a deleted record goes away. L6, without a fault. */
    NO_TOMBSTONE("processor"),

    /** Events are published before the transaction commits, which it does half a second later. L10, without a fault. */
    EVENT_BEFORE_COMMIT("processor"),

    /** A batch is applied from its end to its beginning. L4 when a stopped processor finds several writes of a record. */
    BATCH_REVERSED("processor"),

    /**
     * The client is answered 202 before Kafka is asked. L1 when Kafka does not answer and ingest-api is killed
     * meanwhile.
     */
    ANSWER_BEFORE_ACK("ingest-api"),

    /**
     * Reads look neither at the owner nor at the endpoint, and go past PostgreSQL's policies. L8 when a client asks for
     * another owner's record.
     */
    OWNER_IGNORED("ingest-api"),

    /** As above, but bound by the policies. It breaks no law: they alone keep owners apart. */
    OWNER_FILTER_IGNORED("ingest-api"),

    /** An Idempotency-Key is not looked at. L2 when a client sends a write again. */
    KEY_IGNORED("ingest-api"),

    /** If-Match is not looked at. L6 when a client names an old version. */
    IF_MATCH_IGNORED("ingest-api"),

    /** Every other read is answered with the first version that was ever read. L7, without a fault. */
    STALE_READS("ingest-api"),

    /** A retry is due by the clock of the host. L12 where PostgreSQL's clock is another, as it is in every run. */
    HOST_CLOCK("notifier"),

    /**
     * An attempt is recorded whoever holds the lease, over one that is recorded already. L9 when a lease is taken away
     * while its attempt is on its way: the delivery ends and goes on.
     */
    LEASE_UNFENCED("notifier"),

    /** The lease of an instance that died is never freed. L13 under a kill at notifier.after-lease. */
    LEASES_KEPT("notifier"),

    /** One retry more than the schedule has. L12 with a target that always fails. */
    RETRY_TOO_MANY("notifier"),

    /** What is signed is not what is sent. L10, without a fault. */
    OTHER_BYTES_SIGNED("notifier"),

    /**
     * A delivery's id is not derived from its event. L9 under a kill at processor.after-event-before-offset-commit: the
     * event comes twice and has two deliveries.
     */
    DELIVERY_ID_RANDOM("notifier"),

    /** Nobody waits in line. L15 where the target did not answer the webhook before. */
    LINE_IGNORED("notifier"),

    /** Each attempt is sent twice, and the second answer counts. L11, without a fault. */
    SENT_TWICE("notifier");

    private final String process;

    Mutant(String process) {
        this.process = process;
    }

    /** The service that is wrong, as the local system names it; it becomes so at its next start. */
    public String process() {
        return process;
    }

    List<Edit> edits() {
        return MutantEdits.of(this);
    }
}
