package io.headrace.ingest.record;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.access.Access;
import io.headrace.ingest.http.Problem;
import io.headrace.store.idempotency.IdempotencyStore;
import io.headrace.store.idempotency.KeyedWrite;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.MessageDigest;

/**
 * Names each write: anew, or as it was named when it was first sent under the same Idempotency-Key.
 *
 * <p>The key is kept before Kafka is asked, so it outlives an answer that got lost, and this process too. Whoever
 * repeats the write sends the same operation again, and the processor applies each operation once.
 */
@Singleton
final class RepeatGuard {
    private final IdempotencyStore store;

    RepeatGuard(IdempotencyStore store) {
        this.store = store;
    }

    /** Asks the store only where there is a key. */
    Uni<WriteIds> name(Access access, WriteRequest request, WriteIds fresh, byte[] body) {
        if (request.idempotencyKey() == null) {
            return Uni.createFrom().item(fresh);
        }
        byte[] hash = RequestHash.of(request, access.origin(), fresh.recordId(), body);
        KeyedWrite wanted = new KeyedWrite(hash, fresh.operationId(), fresh.recordId());
        return store.claim(access.scope(), request.idempotencyKey(), wanted).map(first -> ids(first, hash));
    }

    private static WriteIds ids(KeyedWrite first, byte[] hash) {
        if (!MessageDigest.isEqual(first.requestHash(), hash)) {
            throw Problem.of(ErrorCode.IDEMPOTENCY_MISMATCH).exception();
        }
        return new WriteIds(first.operationId(), first.recordId());
    }
}
