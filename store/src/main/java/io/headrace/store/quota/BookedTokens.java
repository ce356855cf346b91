package io.headrace.store.quota;

/**
 * What is put right afterwards: tokens that come back unused (less than 0), or that were used on credit.
 *
 * @param start of the span, in milliseconds since 1970; once that is over, there is nothing to put right
 */
public record BookedTokens(MeterKey meter, LimitSpan span, long start, long tokens) {}
