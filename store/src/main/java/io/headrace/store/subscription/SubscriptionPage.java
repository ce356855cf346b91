package io.headrace.store.subscription;

import java.util.List;

/** One page of subscriptions, and how many all pages have. */
public record SubscriptionPage(long total, List<StoredSubscription> items) {}
