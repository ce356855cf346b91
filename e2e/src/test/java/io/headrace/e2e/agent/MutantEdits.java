package io.headrace.e2e.agent;

import java.util.List;
import net.bytebuddy.asm.Advice;

/** What makes each mutant: pieces of SQL that are other ones, methods that do something else. */
final class MutantEdits {
    private static final String TRANSACTION = "io.headrace.store.command.CommandTransaction";
    private static final String ATTEMPTS = "io.headrace.store.delivery.AttemptStore";
    private static final String LEASES = "io.headrace.store.delivery.LeaseStore";
    private static final String RECORDS = "io.headrace.store.record.RecordStore";
    private static final String TENANTS = "io.headrace.store.tenant.TenantPool";
    private static final String END_OF_LOG_ROWS = "unnest($15::int[]), unnest($16::bigint[])";

    private MutantEdits() {}

    static List<Edit> of(Mutant mutant) {
        return switch (mutant) {
            case OFFSET_FIRST ->
                List.of(method(
                        mutant, "io.headrace.processor.EventQueue", "publish", MutantAdvice.CompleteFirst.class));
            case POSITION_UNGUARDED ->
                List.of(
                        TextEdit.of(
                                mutant,
                                TRANSACTION,
                                "ORDER BY partition FOR UPDATE",
                                "ORDER BY partition",
                                " AND p.next_offset = a.since",
                                "",
                                END_OF_LOG_ROWS,
                                END_OF_LOG_ROWS + " ON CONFLICT DO NOTHING"),
                        method(mutant, TRANSACTION, "lockAndRead", MutantAdvice.ReadLater.class),
                        method(mutant, TRANSACTION, "write", MutantAdvice.WriteLater.class));
            case COMMANDS_REPEATED ->
                List.of(TextEdit.of(
                        mutant,
                        TRANSACTION,
                        "ON o.id = ANY ($1::uuid[])",
                        "ON false AND o.id = ANY ($1::uuid[])",
                        END_OF_LOG_ROWS,
                        END_OF_LOG_ROWS + " ON CONFLICT DO NOTHING"));
            case NO_TOMBSTONE ->
                List.of(TextEdit.of(
                        mutant,
                        TRANSACTION,
                        "INSERT INTO operation (",
                        "WITH gone AS (DELETE FROM record WHERE deleted_at IS NOT NULL) INSERT INTO operation ("));
            case EVENT_BEFORE_COMMIT ->
                List.of(
                        method(
                                mutant,
                                "io.headrace.processor.EventPublisher",
                                "publish",
                                MutantAdvice.RememberPublisher.class),
                        method(mutant, "io.headrace.processor.BatchApplier", "write", MutantAdvice.PublishFirst.class));
            case BATCH_REVERSED ->
                List.of(method(mutant, "io.headrace.processor.BatchPlanner", "plan", MutantAdvice.Reverse.class));
            case ANSWER_BEFORE_ACK ->
                List.of(method(mutant, "io.headrace.ingest.queue.Handover", "<init>", MutantAdvice.AcceptAtOnce.class));
            case OWNER_IGNORED -> List.of(withoutFilter(mutant), withoutFence(mutant));
            case OWNER_FILTER_IGNORED -> List.of(withoutFilter(mutant));
            case KEY_IGNORED ->
                List.of(method(
                        mutant, "io.headrace.ingest.record.IdempotencyKey", "parse", MutantAdvice.FindNothing.class));
            case IF_MATCH_IGNORED ->
                List.of(method(mutant, "io.headrace.ingest.record.IfMatch", "parse", MutantAdvice.FindNothing.class));
            case STALE_READS -> List.of(method(mutant, RECORDS, "find", MutantAdvice.ReadOld.class));
            case HOST_CLOCK ->
                List.of(TextEdit.of(
                        mutant, ATTEMPTS, "THEN headrace_now() + (ended.wait_ms", "THEN now() + (ended.wait_ms"));
            case LEASE_UNFENCED ->
                List.of(TextEdit.of(
                        mutant,
                        ATTEMPTS,
                        " AND delivery.lease_id = ended.lease_id",
                        "",
                        "AND delivery.state = 'sending'",
                        "",
                        "ON moved.id = ended.delivery_id",
                        "ON moved.id = ended.delivery_id ON CONFLICT DO NOTHING"));
            case LEASES_KEPT ->
                List.of(TextEdit.of(
                        mutant,
                        LEASES,
                        "AND lease_holder = $1",
                        "AND lease_holder = $1 AND false",
                        "AND leased_until < headrace_now()",
                        "AND false"));
            case RETRY_TOO_MANY ->
                List.of(method(
                        mutant, "io.headrace.contracts.RetrySchedule", "waitAfter", MutantAdvice.OnceMore.class));
            case OTHER_BYTES_SIGNED ->
                List.of(method(mutant, "io.headrace.notifier.send.WebhookSigner", "hmac", MutantAdvice.AddByte.class));
            case DELIVERY_ID_RANDOM ->
                List.of(method(
                        mutant, "io.headrace.store.delivery.PlannedDelivery", "<init>", MutantAdvice.RandomId.class));
            case LINE_IGNORED ->
                List.of(TextEdit.of(mutant, LEASES, "CASE WHEN sequence IS NOT NULL THEN (", "CASE WHEN false THEN ("));
            case SENT_TWICE ->
                List.of(method(mutant, "io.headrace.notifier.send.WebhookSender", "send", MutantAdvice.Twice.class));
        };
    }

    private static Edit withoutFilter(Mutant mutant) {
        return TextEdit.of(
                mutant,
                RECORDS,
                "owner_id = $2 AND endpoint_id = $3",
                "(owner_id = $2 OR true) AND (endpoint_id = $3 OR true)");
    }

    /** As the user who owns the tables. */
    private static Edit withoutFence(Mutant mutant) {
        return TextEdit.of(mutant, TENANTS, "BEGIN READ ONLY;", "BEGIN READ ONLY; SET LOCAL ROLE NONE;");
    }

    private static Edit method(Mutant mutant, String type, String method, Class<?> advice) {
        return new Edit("mutant " + mutant, type, method, Advice.to(advice).on(Edit.named(method)));
    }
}
