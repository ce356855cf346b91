package io.headrace.notifier.send;

import io.headrace.contracts.TargetUrl;
import io.headrace.store.delivery.AttemptFailure;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Lets an attempt pass only to addresses that the policy allows; asked anew at every attempt, since DNS changes. */
final class TargetGuard {
    private final AddressResolver resolver;
    private final AddressPolicy policy;
    private final boolean allowHttp;

    TargetGuard(AddressResolver resolver, AddressPolicy policy, boolean allowHttp) {
        this.resolver = resolver;
        this.policy = policy;
        this.allowHttp = allowHttp;
    }

    /** Fails with a {@link TargetRefusal}. */
    Uni<VettedTarget> vet(String targetUrl) {
        TargetUrl url;
        try {
            url = TargetUrl.parse(targetUrl, allowHttp);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().failure(new TargetRefusal(AttemptFailure.BLOCKED));
        }
        return resolver.resolve(url.host())
                .onFailure()
                .transform(e -> new TargetRefusal(AttemptFailure.DNS))
                .map(addresses -> vetted(url, addresses));
    }

    /** Completes when no lookup for this target is open any more. */
    Uni<Void> settled(String targetUrl) {
        try {
            return resolver.settled(TargetUrl.parse(targetUrl, allowHttp).host());
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().voidItem();
        }
    }

    /** One forbidden answer refuses them all: whoever mixes them is up to something. */
    private VettedTarget vetted(TargetUrl url, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new TargetRefusal(AttemptFailure.DNS);
        }
        if (!addresses.stream().allMatch(policy::allows)) {
            throw new TargetRefusal(AttemptFailure.BLOCKED);
        }
        return new VettedTarget(url, addresses);
    }
}
