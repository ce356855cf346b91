package io.headrace.store.delivery;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * How the target of a subscription does that has just failed.
 *
 * @param failingSince the first failure after the last success
 * @param failing how long that is ago
 * @param attempts that failed since then
 * @param deliveries how many different ones these were of, as far as they are counted
 * @param isHeld whether it is held already
 * @param isUntriedRelease whether it was released and nothing has succeeded since
 * @param probes how often it was tried in vain while it was held
 */
public record TargetHealth(
        UUID subscriptionId,
        OffsetDateTime failingSince,
        Duration failing,
        int attempts,
        int deliveries,
        boolean isHeld,
        boolean isUntriedRelease,
        int probes) {}
