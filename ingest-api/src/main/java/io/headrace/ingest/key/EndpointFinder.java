package io.headrace.ingest.key;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.store.endpoint.Slug;
import io.headrace.store.key.KeyPlace;
import io.headrace.store.key.KeyStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Finds the endpoint whose keys are meant, among those that the caller reaches: any other is not there. */
@Singleton
final class EndpointFinder {

    private final OwnerGate gate;
    private final KeyStore store;

    EndpointFinder(OwnerGate gate, KeyStore store) {
        this.gate = gate;
        this.store = store;
    }

    /** Who asks, and of which endpoint. */
    record Visit(OwnerCaller caller, KeyPlace place) {}

    Uni<Visit> find(Exchange exchange, String slug) {
        return gate.admit(exchange).chain(caller -> {
            exchange.requireAcceptsJson();
            if (!Slug.isOne(slug)) {
                throw notThere();
            }
            return store.findEndpoint(caller.ownerId(), slug)
                    .map(found -> found.filter(caller::reaches).orElseThrow(EndpointFinder::notThere))
                    .map(id -> new Visit(caller, new KeyPlace(caller.ownerId(), id)));
        });
    }

    static RuntimeException notThere() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
