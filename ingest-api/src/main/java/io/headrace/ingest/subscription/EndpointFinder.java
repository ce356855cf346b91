package io.headrace.ingest.subscription;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.http.Problem;
import io.headrace.store.subscription.SubscriptionScope;
import io.headrace.store.subscription.SubscriptionStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Finds the endpoint that a path names, within the caller's reach: beyond it there is nothing. */
@Singleton
public final class EndpointFinder {
    private final SubscriptionStore store;

    EndpointFinder(SubscriptionStore store) {
        this.store = store;
    }

    public Uni<SubscriptionScope> find(OwnerCaller caller, String slug) {
        return store.findEndpoint(caller.ownerId(), slug)
                .map(found -> found.filter(caller::reaches)
                        .map(endpointId ->
                                new SubscriptionScope(caller.ownerId(), endpointId, null, caller.onlyEnvironment()))
                        .orElseThrow(EndpointFinder::notFound));
    }

    public static RuntimeException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
