package io.headrace.store.account;

/** What an owner on this plan may use: single writes, batches and reads are counted apart. */
public record PlanView(String name, int maxEndpoints, PlanLimits writes, PlanLimits batches, PlanLimits reads) {}
