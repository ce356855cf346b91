package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Keeps what the notifier has to say about subscriptions, which it does not write itself. */
@Singleton
public final class SubscriptionStateStore {
    private static final String DISABLE = """
            INSERT INTO subscription_state (subscription_id, disabled_at, disabled_reason)
            VALUES ($1, headrace_now(), $2)
            ON CONFLICT (subscription_id) DO UPDATE
            SET disabled_at = excluded.disabled_at, disabled_reason = excluded.disabled_reason""";

    private final Pool pool;

    SubscriptionStateStore(Pool pool) {
        this.pool = pool;
    }

    /** From now on, until its owner activates it again. */
    public Uni<Void> disable(UUID subscriptionId, String reason) {
        return pool.preparedQuery(DISABLE)
                .execute(Tuple.of(subscriptionId, reason))
                .replaceWithVoid();
    }
}
