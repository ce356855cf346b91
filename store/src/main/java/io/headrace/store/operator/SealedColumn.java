package io.headrace.store.operator;

/** Every column that holds sealed secrets, and what else of the row they are bound to. */
public enum SealedColumn {
    ENDPOINT_SIGNING_SECRET("endpoint", "signing_secret", "id", "uuid", "id"),
    SIGNING_KEY("signing_key", "sealed_key", "kid", "text", "kid"),
    DELIVERY_AUTH("delivery", "sealed_auth", "id", "uuid", "event_id"),
    SUBSCRIPTION_SECRET("subscription", "sealed_secret", "id", "uuid", "id"),
    SUBSCRIPTION_OLD_SECRET("subscription", "sealed_old_secret", "id", "uuid", "id"),
    SUBSCRIPTION_HEADERS("subscription", "sealed_headers", "id", "uuid", "id");

    private static final int PAGE = 500;

    private final String table;
    private final String column;
    private final String key;
    private final String keyType;
    private final String boundTo;

    SealedColumn(String table, String column, String key, String keyType, String boundTo) {
        this.table = table;
        this.column = column;
        this.key = key;
        this.keyType = keyType;
        this.boundTo = boundTo;
    }

    /** {@code table.column} */
    public String label() {
        return table + "." + column;
    }

    /** A page of what does not begin with $1, from the key $2 on; null begins. */
    String select() {
        return """
                SELECT %1$s::text AS key, %2$s::text AS bound_to, %3$s AS sealed FROM %4$s
                WHERE %3$s <> '' AND NOT starts_with(%3$s, $1) AND ($2::text IS NULL OR %1$s > $2::text::%6$s)
                ORDER BY %1$s LIMIT %5$d""".formatted(key, boundTo, column, table, PAGE, keyType);
    }

    /** Sets $3 where $2 stands under the keys $1: what was changed meanwhile stays. */
    String update() {
        return """
                UPDATE %4$s SET %3$s = n.sealed
                FROM unnest($1::text[], $2::text[], $3::text[]) AS n (key, former, sealed)
                WHERE %4$s.%1$s = n.key::%5$s AND %4$s.%3$s = n.former""".formatted(key, boundTo, column, table, keyType);
    }
}
