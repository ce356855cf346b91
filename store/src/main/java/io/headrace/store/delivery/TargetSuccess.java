package io.headrace.store.delivery;

import java.util.UUID;

/** An attempt of a subscription that succeeded at this url, though the target was known to fail. */
public record TargetSuccess(UUID subscriptionId, String url) {}
