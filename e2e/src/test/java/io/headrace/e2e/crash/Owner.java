package io.headrace.e2e.crash;

import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.SigningSecret;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An owner of this run.
 *
 * @param canary stands in every JSON that is written with this owner's keys, and may be seen nowhere else
 */
record Owner(int number, UUID id, String canary, List<Endpoint> endpoints) {
    /** Every owner has the same slugs: what keeps owners apart is the key alone. */
    private static final List<String> SLUGS = List.of("crash-orders", "crash-contacts");

    /** The number of the endpoint that has a subscription. */
    static final int SUBSCRIBED = 1;

    static Owner create(String run, int number) {
        String canary = "canary-" + run + "-" + number + "-" + UUID.randomUUID();
        return new Owner(
                number,
                Ids.create(),
                canary,
                List.of(
                        endpoint(SLUGS.get(0), null),
                        endpoint(
                                SLUGS.get(SUBSCRIBED),
                                new Subscription(Ids.create(), Environment.LIVE, SigningSecret.create()))));
    }

    private static Endpoint endpoint(String slug, @Nullable Subscription subscription) {
        return new Endpoint(
                Ids.create(),
                slug,
                SigningSecret.create(),
                io.headrace.contracts.ApiKey.create(Environment.TEST),
                io.headrace.contracts.ApiKey.create(Environment.LIVE),
                subscription);
    }
}
