package io.headrace.e2e.crash;

import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.SigningSecret;
import java.util.List;
import java.util.UUID;

/**
 * An owner of this run.
 *
 * @param canary stands in every JSON that is written with this owner's keys, and may be seen nowhere else
 */
record Owner(int number, UUID id, String canary, List<Endpoint> endpoints) {
    /** Every owner has the same slugs: what keeps owners apart is the key alone. */
    private static final List<String> SLUGS = List.of("crash-orders", "crash-contacts");

    static Owner create(String run, int number) {
        String canary = "canary-" + run + "-" + number + "-" + UUID.randomUUID();
        return new Owner(
                number,
                Ids.create(),
                canary,
                SLUGS.stream().map(Owner::endpoint).toList());
    }

    private static Endpoint endpoint(String slug) {
        return new Endpoint(
                Ids.create(),
                slug,
                SigningSecret.create(),
                io.headrace.contracts.ApiKey.create(Environment.TEST),
                io.headrace.contracts.ApiKey.create(Environment.LIVE));
    }
}
