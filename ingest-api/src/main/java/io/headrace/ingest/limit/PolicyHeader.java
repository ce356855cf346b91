package io.headrace.ingest.limit;

import io.headrace.store.quota.KindLimits;
import io.headrace.store.quota.LimitSpan;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10): every limit, as a list of structured items. */
final class PolicyHeader {
    private PolicyHeader() {}

    static String of(KindLimits limits) {
        return Stream.of(LimitSpan.values())
                .map(span -> "\"" + span.wireName() + "\";q=" + limits.per(span) + ";w=" + span.seconds())
                .collect(Collectors.joining(", "));
    }
}
