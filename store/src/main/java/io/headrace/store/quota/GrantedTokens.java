package io.headrace.store.quota;

/**
 * What an instance got.
 *
 * @param start of the span that the tokens are good for, in milliseconds since 1970
 * @param tokens how many of those that were asked for; 0 where there are none left
 * @param taken how many all instances have taken of this span
 * @param limit the one that they were asked for under
 */
public record GrantedTokens(MeterKey meter, LimitSpan span, long start, long tokens, long taken, long limit) {}
