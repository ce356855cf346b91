package io.headrace.ingest.limit;

import io.headrace.ingest.http.Exchange;
import io.vertx.core.http.HttpHeaders;

/** Says in the answer's head how an owner stands: in the usual three headers, and in the IETF's two. */
final class LimitHeaders {
    private static final CharSequence LIMIT = HttpHeaders.createOptimized("X-RateLimit-Limit");
    private static final CharSequence REMAINING = HttpHeaders.createOptimized("X-RateLimit-Remaining");
    private static final CharSequence RESET = HttpHeaders.createOptimized("X-RateLimit-Reset");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final CharSequence STATE = HttpHeaders.createOptimized("RateLimit");

    private LimitHeaders() {}

    static void put(Exchange exchange, Standing standing) {
        exchange.putHeader(LIMIT, Long.toString(standing.limit()));
        exchange.putHeader(REMAINING, Long.toString(standing.remaining()));
        exchange.putHeader(RESET, Long.toString(standing.resetSeconds()));
        exchange.putHeader(POLICY, standing.policy());
        exchange.putHeader(
                STATE,
                "\"" + standing.span().wireName() + "\";r=" + standing.remaining() + ";t=" + standing.secondsLeft());
    }
}
