package io.headrace.store.owner;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Moves keys to another pepper, and keeps which it was done for. */
@Singleton
public final class PepperStore {
    private static final String REHASH = "SELECT headrace_rehash_key($1, $2, $3, $4)";

    private final Pool pool;

    PepperStore(Pool pool) {
        this.pool = pool;
    }

    /** Without effect where the key's hash is not the former one any more. */
    public Uni<Void> rehash(String keyId, byte[] former, byte[] hash, String pepperId) {
        return pool.withConnection(connection -> connection
                        .preparedQuery(REHASH)
                        .execute(Tuple.of(keyId, Buffer.buffer(former), Buffer.buffer(hash), pepperId)))
                .replaceWithVoid();
    }
}
