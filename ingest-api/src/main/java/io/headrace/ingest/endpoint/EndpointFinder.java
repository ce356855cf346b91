package io.headrace.ingest.endpoint;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.http.Problem;
import io.headrace.store.endpoint.EndpointStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Finds the endpoint that a path names, within the caller's reach: beyond it there is nothing. */
@Singleton
public final class EndpointFinder {
    private final EndpointStore store;

    EndpointFinder(EndpointStore store) {
        this.store = store;
    }

    /** Its id; 404 where there is none. */
    public Uni<UUID> find(OwnerCaller caller, String slug) {
        return store.findId(EndpointWorker.reach(caller), slug)
                .map(found -> found.orElseThrow(EndpointFinder::notFound));
    }

    public static RuntimeException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
