package io.headrace.store.operator;

/**
 * One sealed secret where it is stored.
 *
 * @param key of its row
 * @param boundTo the id that it is sealed for
 */
public record SealedText(String key, String boundTo, String sealed) {}
