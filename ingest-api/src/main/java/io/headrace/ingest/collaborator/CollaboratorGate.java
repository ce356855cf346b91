package io.headrace.ingest.collaborator;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.ledger.RequestLedger;
import io.headrace.ingest.limit.CallLimit;
import io.headrace.store.replay.DeliveryFilter;
import io.headrace.store.subscription.CollaboratorStore;
import io.headrace.store.subscription.StoredCollaborator;
import io.headrace.store.subscription.SubscriptionScope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The door of the collaborators' API. It asks the database each time, so who is removed is out at once. */
@Singleton
final class CollaboratorGate {
    /** No plan counts what they ask. */
    static final int MAX_A_MINUTE = 600;

    private final CollaboratorStore store;
    private final RequestLedger ledger;
    private final CallLimit limit = new CallLimit(MAX_A_MINUTE, Duration.ofMinutes(1));

    CollaboratorGate(CollaboratorStore store, RequestLedger ledger) {
        this.ledger = ledger;
        this.store = store;
    }

    /** Who asks; 401 if nobody whom we know, 429 if they ask too often. What they change is in the owner's audit trail. */
    Uni<StoredCollaborator> admit(Exchange exchange) {
        CollaboratorToken token = CollaboratorToken.of(exchange).orElseThrow(CollaboratorGate::unknown);
        return store.findByToken(token.hash())
                .map(found -> found.orElseThrow(CollaboratorGate::unknown))
                .invoke(who -> limit.admit(who.id()))
                .invoke(who -> ledger.noteWrite(
                        exchange, who.ownerId(), who.endpointId(), Ids.format(Ids.COLLABORATOR, who.id())));
    }

    /** The subscriptions that are theirs. */
    Uni<SubscriptionScope> admitToSubscriptions(Exchange exchange) {
        return admit(exchange).map(who -> new SubscriptionScope(who.ownerId(), who.endpointId(), who.id(), null));
    }

    /** The deliveries to those. */
    Uni<DeliveryFilter> admitToDeliveries(Exchange exchange) {
        return admit(exchange).map(who -> DeliveryFilter.all(who.ownerId(), who.endpointId(), null, who.id()));
    }

    static RuntimeException unknown() {
        return Problem.of(ErrorCode.CREDENTIAL_MISSING)
                .withHeader("WWW-Authenticate", "Bearer")
                .exception();
    }
}
