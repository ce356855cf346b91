package io.headrace.ingest.access;

import io.headrace.contracts.KeyScope;
import io.headrace.ingest.http.Exchange;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.OwnerStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The door: lets in a request whose key is good for what it asks. */
@Singleton
public final class AccessGate {
    private final KeyGate keys;
    private final LookupStore<UUID, EndpointView> endpoints;

    AccessGate(KeyGate keys, OwnerStore store) {
        this.keys = keys;
        this.endpoints = new LookupStore<>(store::findEndpoint, System::nanoTime);
    }

    /** Access to the endpoint with this slug, or the reason why not. */
    public Uni<Access> admit(Exchange exchange, String slug, KeyScope needed) {
        return access(exchange)
                .invoke(access ->
                        KeyGate.refuseIf(AccessPolicy.judgeUse(access.key(), access.endpoint(), slug, needed)));
    }

    /** Access to whatever endpoint the key is for, to read. */
    public Uni<Access> admitToRead(Exchange exchange) {
        return access(exchange)
                .invoke(access -> KeyGate.refuseIf(AccessPolicy.judgeUse(
                        access.key(), access.endpoint(), access.endpoint().slug(), KeyScope.READ)));
    }

    private Uni<Access> access(Exchange exchange) {
        return keys.admit(exchange)
                .chain(key -> endpoints
                        .find(key.endpointId())
                        .map(found -> new Access(key, found.orElseThrow(KeyGate::unknown))));
    }
}
