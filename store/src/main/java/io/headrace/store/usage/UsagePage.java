package io.headrace.store.usage;

import java.util.List;

/** @param total how many there are on all pages */
public record UsagePage(List<UsageView> items, long total) {}
