package io.headrace.ingest.access;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.ProblemException;
import io.headrace.ingest.ledger.RequestLedger;
import io.headrace.ingest.limit.LimitGate;
import io.headrace.ingest.start.Secrets;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import io.headrace.store.owner.OwnerStore;
import io.headrace.store.quota.LimitKind;
import io.headrace.store.quota.PlanStore;
import io.headrace.store.quota.PlanView;
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
    private final LookupStore<UUID, PlanView> plans;
    private final LimitGate limits;
    private final RequestLedger ledger;
    private final byte[] pepper;
    private final Clock clock;

    AccessGate(
            OwnerStore store,
            PlanStore planStore,
            LimitGate limits,
            RequestLedger ledger,
            Secrets secrets,
            Clock clock) {
        this.keys = new LookupStore<>(store::findKey, System::nanoTime);
        this.endpoints = new LookupStore<>(store::findEndpoint, System::nanoTime);
        this.plans = new LookupStore<>(planStore::find, System::nanoTime);
        this.limits = limits;
        this.ledger = ledger;
        this.pepper = secrets.pepper();
        this.clock = clock;
    }

    /** Access to the endpoint with this slug, or the reason why not. */
    public Uni<Access> admit(Exchange exchange, String slug, KeyScope needed) {
        return admit(exchange, slug, needed, needed == KeyScope.READ ? LimitKind.READ : LimitKind.WRITE);
    }

    /** The same, counted as a request of this kind. */
    public Uni<Access> admit(Exchange exchange, String slug, KeyScope needed, LimitKind kind) {
        return limited(exchange, kind)
                .invoke(access -> refuseIf(AccessPolicy.judgeUse(access.key(), access.endpoint(), slug, needed)));
    }

    /** Access to whatever endpoint the key is for, to read. */
    public Uni<Access> admitToRead(Exchange exchange) {
        return limited(exchange, LimitKind.READ)
                .invoke(access -> refuseIf(AccessPolicy.judgeUse(
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

    private Uni<PlanView> plan(KeyView key) {
        return plans.find(key.ownerId()).map(found -> found.orElseThrow(() -> unknown()));
    }

    private Uni<Access> access(Exchange exchange) {
        ApiKey presented = BearerToken.parse(exchange.header("Authorization")).orElseThrow(() -> unknown());
        return keys.find(presented.id())
                .map(found -> genuine(exchange, presented, found))
                .chain(key -> endpoints
                        .find(key.endpointId())
                        .map(found -> new Access(key, found.orElseThrow(() -> unknown()))));
    }

    private KeyView genuine(Exchange exchange, ApiKey presented, Optional<KeyView> found) {
        KeyView stored = found.orElseThrow(() -> unknown());
        Optional<ErrorCode> refusal = AccessPolicy.judgeKey(presented, stored, pepper, clock.instant());
        if (refusal.isEmpty() || refusal.get() != ErrorCode.CREDENTIAL_MISSING) {
            exchange.keep(KeyView.class, stored);
            ledger.note(exchange, stored);
        }
        refuseIf(refusal);
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
