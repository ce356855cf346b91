package io.headrace.store.quota;

/**
 * What an instance asks for: so many tokens of the span that runs now, by the database's clock.
 *
 * @param limit how many there are of them for all instances together
 */
public record WantedTokens(MeterKey meter, LimitSpan span, long tokens, long limit) {}
