package io.headrace.e2e.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history: what a client asked, what it was answered, what a target received, what was broken. All times
 * are nanoseconds of one monotonic clock, counted from the beginning of the run.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Invoke.class, name = "invoke"),
    @JsonSubTypes.Type(value = Entry.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = Entry.Receipt.class, name = "receipt"),
    @JsonSubTypes.Type(value = Entry.Fault.class, name = "fault"),
    @JsonSubTypes.Type(value = Entry.Quiet.class, name = "quiet"),
    @JsonSubTypes.Type(value = Entry.Strain.class, name = "strain")
})
public sealed interface Entry {
    long atNanos();

    /**
     * A client is about to send a request.
     *
     * @param call number of the request; its {@code X-Request-ID} is {@code call-<run>-<call>} (see {@link Calls})
     * @param write number of the logical write: the same for each repetition under one Idempotency-Key, else the
     *     call's own
     * @param client who asks; a client asks one thing at a time
     * @param owner whose key is used
     * @param recordOwner whose record is asked for: another's, where a client tries what it must not get
     * @param recordId the record asked for; null for a create and a list
     * @param fields the JSON sent, with the owner's canary in it; null where there is none
     * @param target path of the callback that the write names; null for none
     * @param subscription path of the subscription that hears of all writes of its kind; null for none
     */
    record Invoke(
            long atNanos,
            long call,
            long write,
            int client,
            int owner,
            int recordOwner,
            CallKind kind,
            @Nullable String recordId,
            @Nullable String idempotencyKey,
            @Nullable Long expectedVersion,
            @Nullable String fields,
            @Nullable String target,
            @Nullable String subscription)
            implements Entry {}

    /**
     * What became of a request.
     *
     * @param status the HTTP status; 0 where no answer came
     * @param code the error code of the envelope; 0 for success
     * @param version of the record that was read, or that a waiting write tells of
     * @param fields the JSON that was read
     * @param canaries numbers of the owners whose canary stands anywhere in the answer
     */
    record Answer(
            long atNanos,
            long call,
            Outcome outcome,
            int status,
            int code,
            @Nullable String recordId,
            @Nullable String operationId,
            @Nullable Long version,
            @Nullable String fields,
            Set<Integer> canaries)
            implements Entry {
        public Answer {
            canaries = Set.copyOf(canaries);
        }
    }

    /**
     * A webhook came to a target.
     *
     * @param owner whose target it is
     * @param webhookId the {@code webhook-id} header, {@code evt_...}
     * @param attempt the {@code Headrace-Attempt} header
     * @param answered the status that the target gave; 0 where it gave none (hung, reset, killed the sender)
     * @param signatureValid whether both signatures are right
     * @param rowVisible whether the operation's row could be read from PostgreSQL when the webhook was there; null
     *     where nobody looked
     */
    record Receipt(
            long atNanos,
            int owner,
            String target,
            String webhookId,
            int attempt,
            int answered,
            boolean signatureValid,
            @Nullable Boolean rowVisible,
            String type,
            String operationId,
            String recordId,
            @Nullable Long version,
            Set<Integer> canaries)
            implements Entry {
        public Receipt {
            canaries = Set.copyOf(canaries);
        }
    }

    /**
     * Something was broken, or is whole again.
     *
     * @param process who was hit: a process's name, {@code network}, {@code kafka-log}, {@code target}
     */
    record Fault(long atNanos, Phase phase, FaultKind kind, String process, String detail) implements Entry {}

    /** Every accepted write is decided: from here on clients only read, and what they read is final. May be missing. */
    record Quiet(long atNanos) implements Entry {}

    /**
     * In the second before this time the machine had no time for us: whoever is late in it may not be to blame.
     *
     * @param threads that wanted to run, for each processor there is; of everything on the machine, on an average
     */
    record Strain(long atNanos, double threads) implements Entry {}

    /** Whether the fault begins or the system has recovered from it (the process answers again). */
    enum Phase {
        BEGIN,
        END
    }
}
