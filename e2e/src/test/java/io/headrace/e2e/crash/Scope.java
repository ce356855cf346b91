package io.headrace.e2e.crash;

import io.headrace.contracts.Environment;

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
}
