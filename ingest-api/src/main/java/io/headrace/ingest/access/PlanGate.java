package io.headrace.ingest.access;

import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.limit.LimitGate;
import io.headrace.store.quota.LimitKind;
import io.headrace.store.quota.OwnersPlan;
import io.headrace.store.quota.OwnersPlanStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Lets in a request while the plan of the owner whose data it is about has room for it. */
@Singleton
final class PlanGate {
    private final LookupStore<UUID, OwnersPlan> plans;
    private final LimitGate limits;

    PlanGate(OwnersPlanStore store, LimitGate limits) {
        this.plans = new LookupStore<>(store::find, System::nanoTime);
        this.limits = limits;
    }

    /** Uses one request of this kind, and gives {@code admitted} back; or fails with the reason why not. */
    <T> Uni<T> admit(Exchange exchange, UUID ownerId, LimitKind kind, T admitted) {
        return plan(ownerId).chain(plan -> limits.admit(exchange, ownerId, plan, kind, admitted));
    }

    /** Says how things stand to who is refused for another reason, and uses nothing. */
    Uni<Void> show(Exchange exchange, UUID ownerId, LimitKind kind) {
        return plan(ownerId)
                .invoke(plan -> limits.show(exchange, ownerId, plan, kind))
                .replaceWithVoid();
    }

    private Uni<OwnersPlan> plan(UUID ownerId) {
        return plans.find(ownerId).map(found -> found.orElseThrow(KeyGate::unknown));
    }
}
