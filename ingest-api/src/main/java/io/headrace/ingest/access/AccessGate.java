package io.headrace.ingest.access;

import io.headrace.contracts.KeyScope;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.ProblemException;
import io.headrace.ingest.ledger.RequestLedger;
import io.headrace.ingest.limit.LimitGate;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import io.headrace.store.owner.OwnerStore;
import io.headrace.store.quota.LimitKind;
import io.headrace.store.quota.OwnersPlan;
import io.headrace.store.quota.OwnersPlanStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The door: lets in a request whose key is good for what it asks, and whose owner's plan has room for it. */
@Singleton
public final class AccessGate {
    private final KeyGate keys;
    private final LookupStore<UUID, EndpointView> endpoints;
    private final LookupStore<UUID, OwnersPlan> plans;
    private final LimitGate limits;
    private final RequestLedger ledger;

    AccessGate(KeyGate keys, OwnerStore store, OwnersPlanStore planStore, LimitGate limits, RequestLedger ledger) {
        this.keys = keys;
        this.endpoints = new LookupStore<>(store::findEndpoint, System::nanoTime);
        this.plans = new LookupStore<>(planStore::find, System::nanoTime);
        this.limits = limits;
        this.ledger = ledger;
    }

    /** Access to the endpoint with this slug, or the reason why not. */
    public Uni<Access> admit(Exchange exchange, String slug, KeyScope needed) {
        return admit(exchange, slug, needed, needed == KeyScope.READ ? LimitKind.READ : LimitKind.WRITE);
    }

    /** The same, counted as a request of this kind. */
    public Uni<Access> admit(Exchange exchange, String slug, KeyScope needed, LimitKind kind) {
        return limited(exchange, kind)
                .invoke(access ->
                        KeyGate.refuseIf(AccessPolicy.judgeUse(access.key(), access.endpoint(), slug, needed)));
    }

    /** Access to whatever endpoint the key is for, to read. */
    public Uni<Access> admitToRead(Exchange exchange) {
        return limited(exchange, LimitKind.READ)
                .invoke(access -> KeyGate.refuseIf(AccessPolicy.judgeUse(
                        access.key(), access.endpoint(), access.endpoint().slug(), KeyScope.READ)));
    }

    /** Whoever has a good key uses up a request, whatever comes of it; who has another is told how it stands at most. */
    private Uni<Access> limited(Exchange exchange, LimitKind kind) {
        return access(exchange)
                .onFailure(ProblemException.class)
                .call(() -> show(exchange, kind))
                .chain(access -> plan(access.key())
                        .chain(plan -> limits.admit(exchange, access.key().ownerId(), plan, kind, access)));
    }

    private Uni<Void> show(Exchange exchange, LimitKind kind) {
        KeyView known = exchange.kept(KeyView.class);
        return known == null
                ? Uni.createFrom().voidItem()
                : plan(known)
                        .invoke(plan -> limits.show(exchange, known.ownerId(), plan, kind))
                        .replaceWithVoid();
    }

    private Uni<OwnersPlan> plan(KeyView key) {
        return plans.find(key.ownerId()).map(found -> found.orElseThrow(KeyGate::unknown));
    }

    private Uni<Access> access(Exchange exchange) {
        return key(exchange)
                .chain(key -> endpoints
                        .find(key.endpointId())
                        .map(found -> new Access(key, found.orElseThrow(KeyGate::unknown))));
    }

    /** Who has a key is noted, also where it opens nothing any more. */
    private Uni<KeyView> key(Exchange exchange) {
        return keys.admit(exchange).onItemOrFailure().invoke((admitted, refusal) -> {
            KeyView known = exchange.kept(KeyView.class);
            if (known != null) {
                ledger.note(exchange, known);
            }
        });
    }
}
