package io.headrace.ingest.subscription;

import io.headrace.ingest.account.OwnerCaller;
import io.headrace.store.subscription.SubscriptionScope;
import java.util.UUID;

/** What an owner sees of an endpoint: the subscriptions of its collaborators too. */
public final class OwnersScope {
    private OwnersScope() {}

    public static SubscriptionScope of(OwnerCaller caller, UUID endpointId) {
        return new SubscriptionScope(caller.ownerId(), endpointId, null, caller.onlyEnvironment());
    }
}
