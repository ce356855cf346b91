package io.headrace.notifier.hold;

import io.headrace.store.delivery.AttemptFailure;
import io.headrace.store.delivery.EndedAttempt;
import io.headrace.store.delivery.Standing;
import io.headrace.store.delivery.SubscriptionTarget;
import io.headrace.store.delivery.TargetFailures;
import io.headrace.store.delivery.TargetSuccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What attempts tell of the targets of subscriptions, until it is written down. Not for several threads. */
final class TargetNews {
    /** One subscription's, at one url: what comes from another url is news of another target. */
    private record Target(UUID subscriptionId, String url) {}

    private static final class Failures {
        private final Set<UUID> deliveries = new HashSet<>();
        private int attempts;
        private AttemptFailure last = AttemptFailure.STATUS;
        private @Nullable Integer status;
    }

    private final Map<Target, Failures> failed = new HashMap<>();
    private final Set<Target> succeeded = new HashSet<>();
    private final int distinct;

    /** @param distinct how many different deliveries of one target are worth knowing */
    TargetNews(int distinct) {
        this.distinct = distinct;
    }

    /** Whether this attempt says something that is not known: success of a sound target is none. */
    static boolean isNews(EndedAttempt ended) {
        SubscriptionTarget subscription = ended.delivery().subscription();
        return subscription != null
                && (ended.failure() == null
                        ? subscription.standing() != Standing.SOUND
                        : !ended.delivery().test());
    }

    void add(EndedAttempt ended) {
        SubscriptionTarget subscription = ended.delivery().subscription();
        if (subscription == null || !isNews(ended)) {
            return;
        }
        Target target = new Target(subscription.id(), ended.delivery().targetUrl());
        AttemptFailure failure = ended.failure();
        if (failure == null) {
            succeeded.add(target);
            return;
        }
        Failures failures = failed.computeIfAbsent(target, same -> new Failures());
        failures.attempts++;
        failures.last = failure;
        failures.status = ended.answer() == null ? null : ended.answer().status();
        if (failures.deliveries.size() < distinct) {
            failures.deliveries.add(ended.delivery().id());
        }
    }

    /** Of targets that have not succeeded meanwhile, at most one for each subscription. */
    List<TargetFailures> failures() {
        Map<UUID, TargetFailures> failures = new HashMap<>();
        failed.forEach((target, each) -> {
            if (!succeeded.contains(target)) {
                failures.put(
                        target.subscriptionId(),
                        new TargetFailures(
                                target.subscriptionId(),
                                target.url(),
                                each.deliveries,
                                each.attempts,
                                each.last,
                                each.status));
            }
        });
        return new ArrayList<>(failures.values());
    }

    List<TargetSuccess> successes() {
        return succeeded.stream()
                .map(target -> new TargetSuccess(target.subscriptionId(), target.url()))
                .toList();
    }
}
