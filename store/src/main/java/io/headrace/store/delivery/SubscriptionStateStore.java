package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Keeps what the notifier has to say about subscriptions, which it does not write itself. */
@Singleton
public final class SubscriptionStateStore {
    // Disabled as of the moment before the attempt: what its owner has done since then, or is doing just now, counts
    // more.
    private static final String DISABLE = """
            INSERT INTO subscription_state (subscription_id, disabled_at, disabled_reason)
            SELECT id, $3, $4 FROM subscription WHERE id = $1 AND target_url = $2 AND enabled_at <= $3
            ON CONFLICT (subscription_id) DO UPDATE
            SET disabled_at = excluded.disabled_at, disabled_reason = excluded.disabled_reason""";

    private final Pool pool;

    SubscriptionStateStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Until its owner activates it or gives it another url; nothing where that was done since the attempt was leased.
     *
     * @param targetUrl that answered so
     */
    public Uni<Void> disable(SubscriptionTarget subscription, String targetUrl, String reason) {
        return pool.preparedQuery(DISABLE)
                .execute(Tuple.of(subscription.id(), targetUrl, subscription.readAt(), reason))
                .replaceWithVoid();
    }
}
