package io.headrace.store.tenant;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One row of an owner in each table that is behind the fence. A new table has a line here. */
final class TenantTables {
    /** Why a table with owners in it is not behind the fence. */
    static final Map<String, String> OPEN = Map.of(
            "owner", "who may log in is asked before anybody is known, and an administrator sees all",
            "owner_identity", "found by the provider's name for a person, before the owner is known",
            "owner_session", "found by the hash of a token that only its holder has, before its owner is known",
            "quota_taken", "leased for many owners in one statement, and shown to nobody",
            "plan", "the same for all owners",
            "plan_limit", "the same for all owners",
            "signing_key", "the same for all owners");

    /** In the order in which they may be filled; {@code :owner} is who it is, {@code :id} another id for each owner. */
    private static final List<Map.Entry<String, String>> ROWS = List.of(
            Map.entry("endpoint", """
                    INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret,
                                          created_at, updated_at)
                    VALUES (':id', ':owner', 'slug-' || :salt, '', '{}', 1, true, '', now(), now())"""),
            Map.entry("api_key", """
                    INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active,
                                         created_at)
                    VALUES (':id' || :salt, ':owner', (SELECT id FROM endpoint WHERE owner_id = ':owner' LIMIT 1),
                            'live', 'read', '', '', true, now())"""),
            Map.entry("endpoint_schema", """
                    INSERT INTO endpoint_schema (endpoint_id, version, owner_id, schema, created_at)
                    VALUES ((SELECT id FROM endpoint WHERE owner_id = ':owner' LIMIT 1), 1 + :salt, ':owner', '{}',
                            now())"""),
            Map.entry("deleted_endpoint", """
                    INSERT INTO deleted_endpoint (endpoint_id, owner_id, deleted_at, quiet_since, next_look_at)
                    VALUES (':id', ':owner', now(), now(), now())"""),
            Map.entry("record", """
                    INSERT INTO record (environment, id, owner_id, endpoint_id, version, data, created_at, updated_at,
                                        kafka_partition, kafka_offset)
                    VALUES ('live', ':id', ':owner', ':id', 1, '{}', now(), now(), 0, 0)"""),
            Map.entry("operation", """
                    INSERT INTO operation (id, owner_id, state, applied_at, kafka_partition, kafka_offset)
                    VALUES (':id', ':owner', 'applied', now(), 0, 0)"""),
            Map.entry("event", """
                    INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, body,
                                       created_at)
                    VALUES (':id', 'record.created', ':owner', ':id', 'live', ':id', '', '', now())"""),
            Map.entry("delivery", """
                    INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, target_url, state, attempts,
                                          due_at, created_at)
                    VALUES (':id', ':id', ':owner', ':id', ':id', '', 'pending', 0, now(), now())"""),
            Map.entry("attempt", """
                    INSERT INTO attempt (delivery_id, number, started_at, duration_ms)
                    VALUES (':owner', :salt, now(), 1)"""),
            Map.entry("idempotency_key", """
                    INSERT INTO idempotency_key (owner_id, environment, endpoint_id, key, request_hash, operation_id,
                                                 record_id, created_at)
                    VALUES (':owner', 'live', ':id', 'k', '', ':id', ':id', now())"""),
            Map.entry("collaborator", """
                    INSERT INTO collaborator (id, owner_id, endpoint_id, email, name, token_hash, created_at)
                    VALUES (':id', ':owner', (SELECT id FROM endpoint WHERE owner_id = ':owner' LIMIT 1),
                            'c' || :salt, '', decode(replace(':id', '-', ''), 'hex'), now())"""),
            Map.entry("subscription", """
                    INSERT INTO subscription (id, owner_id, endpoint_id, environment, url, target_url, header_names,
                                              sealed_secret, active, enabled_at, created_at, updated_at)
                    VALUES (':id', ':owner', (SELECT id FROM endpoint WHERE owner_id = ':owner' LIMIT 1), 'live', '',
                            '', '{}', '', true, now(), now(), now())"""),
            Map.entry("subscription_state", """
                    INSERT INTO subscription_state (subscription_id, disabled_at, disabled_reason)
                    VALUES (':owner', now() + :salt * interval '1 second', 'gone')
                    ON CONFLICT DO NOTHING"""),
            Map.entry("delivery_request", """
                    INSERT INTO delivery_request (id, owner_id, kind, created_at)
                    VALUES (':id', ':owner', 'cancel', now())"""),
            Map.entry("replay_job", """
                    INSERT INTO replay_job (id, owner_id, states, total, replayed, state, created_at)
                    VALUES (':id', ':owner', '{}', 0, 0, 'finished', now())"""),
            Map.entry("usage_counter", """
                    INSERT INTO usage_counter (key_id, day, owner_id, endpoint_id, requests, client_errors, limited,
                                               server_errors, bytes_in, bytes_out, last_used_at)
                    VALUES (':id', '2026-01-01', ':owner', ':id', 1, 0, 0, 0, 0, 0, now())"""),
            Map.entry("audit_entry", """
                    INSERT INTO audit_entry (id, at, owner_id, actor, method, route, status, code, request_id,
                                             remote_address)
                    VALUES (':id', now(), ':owner', '', '', '', 200, 0, '', '')"""));

    private TenantTables() {}

    static List<String> names() {
        return ROWS.stream().map(Map.Entry::getKey).toList();
    }

    /** The owner's first row, whose id is the owner's own. */
    static String firstRow(String table, UUID owner) {
        return row(table, owner, owner, 0);
    }

    static String anotherRow(String table, UUID owner) {
        return row(table, owner, UUID.randomUUID(), 1);
    }

    private static String row(String table, UUID owner, UUID id, int salt) {
        return ROWS.stream()
                .filter(each -> each.getKey().equals(table))
                .findFirst()
                .orElseThrow()
                .getValue()
                .replace(":owner", owner.toString())
                .replace(":id", id.toString())
                .replace(":salt", Integer.toString(salt));
    }
}
