package io.headrace.ingest.access;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import io.headrace.store.owner.OwnerStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The door: lets in a request whose key is good for what it asks. */
@Singleton
public final class AccessGate {
    private final LookupStore<String, KeyView> keys;
    private final LookupStore<UUID, EndpointView> endpoints;
    private final PepperRotation peppers;
    private final Clock clock;

    AccessGate(OwnerStore store, PepperRotation peppers, Clock clock) {
        this.keys = new LookupStore<>(store::findKey, System::nanoTime);
        this.endpoints = new LookupStore<>(store::findEndpoint, System::nanoTime);
        this.peppers = peppers;
        this.clock = clock;
    }

    /** Access to the endpoint with this slug, or the reason why not. */
    public Uni<Access> admit(Exchange exchange, String slug, KeyScope needed) {
        return access(exchange)
                .invoke(access -> refuseIf(AccessPolicy.judgeUse(access.key(), access.endpoint(), slug, needed)));
    }

    /** Access to whatever endpoint the key is for, to read. */
    public Uni<Access> admitToRead(Exchange exchange) {
        return access(exchange)
                .invoke(access -> refuseIf(AccessPolicy.judgeUse(
                        access.key(), access.endpoint(), access.endpoint().slug(), KeyScope.READ)));
    }

    private Uni<Access> access(Exchange exchange) {
        ApiKey presented = BearerToken.parse(exchange.header("Authorization")).orElseThrow(() -> unknown());
        return keys.find(presented.id())
                .map(found -> genuine(presented, found))
                .chain(key -> endpoints
                        .find(key.endpointId())
                        .map(found -> new Access(key, found.orElseThrow(() -> unknown()))));
    }

    private KeyView genuine(ApiKey presented, Optional<KeyView> found) {
        KeyView stored = found.orElseThrow(() -> unknown());
        refuseIf(AccessPolicy.judgeKey(presented, stored, peppers.all(), clock.instant()));
        peppers.seen(presented, stored);
        return stored;
    }

    private static void refuseIf(Optional<ErrorCode> refusal) {
        refusal.ifPresent(code -> {
            throw challenged(Problem.of(code)).exception();
        });
    }

    private static RuntimeException unknown() {
        return challenged(Problem.of(ErrorCode.CREDENTIAL_MISSING)).exception();
    }

    private static Problem challenged(Problem problem) {
        return problem.code().status() == 401 ? problem.withHeader("WWW-Authenticate", "Bearer") : problem;
    }
}
