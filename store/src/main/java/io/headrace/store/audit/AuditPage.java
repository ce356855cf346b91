package io.headrace.store.audit;

import java.util.List;

/** @param total how many there are on all pages; no more than {@link AuditStore#MOST} are counted */
public record AuditPage(List<AuditEntry> items, long total) {}
