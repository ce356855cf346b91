package io.headrace.store.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers that go with each webhook of a subscription.
 *
 * @param sealed names and values together (see {@link io.headrace.contracts.TargetHeaders}); null where there are none
 */
public record SealedHeaders(List<String> names, @Nullable String sealed) {}
