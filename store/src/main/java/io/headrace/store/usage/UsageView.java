package io.headrace.store.usage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One key's day, as its owner sees it.
 *
 * @param slug the endpoint's; null if it is gone
 */
public record UsageView(String keyId, @Nullable String slug, LocalDate day, UsageCounts counts) {}
