package io.headrace.e2e.crash;

import io.headrace.contracts.Environment;
import org.jspecify.annotations.Nullable;

/** What one key opens: one kind of data of one endpoint. */
record Scope(Owner owner, int endpointNumber, Environment environment) {
    Endpoint endpoint() {
        return owner.endpoints().get(endpointNumber);
    }

    String key() {
        return endpoint().key(environment).text();
    }

    String path() {
        return "/api/v1/data/" + endpoint().slug();
    }

    /** The path at which a subscription hears of what is written with this key; null for none. */
    @Nullable
    String subscriptionPath() {
        Subscription subscription = endpoint().subscription();
        return subscription == null || subscription.environment() != environment
                ? null
                : Target.pathOfSubscription(endpointNumber);
    }
}
