package io.headrace.store.usage;

import java.time.Instant;

/**
 * What was counted.
 *
 * @param clientErrors answers 4xx, but for 429
 * @param limited answers 429
 * @param serverErrors answers 5xx
 * @param bytesIn of bodies, as they came; {@code bytesOut} as they went
 */
public record UsageCounts(
        long requests,
        long clientErrors,
        long limited,
        long serverErrors,
        long bytesIn,
        long bytesOut,
        Instant lastUsedAt) {
    /** One request. */
    public static UsageCounts ofOne(int status, long bytesIn, long bytesOut, Instant at) {
        boolean limited = status == 429;
        return new UsageCounts(
                1,
                status >= 400 && status < 500 && !limited ? 1 : 0,
                limited ? 1 : 0,
                status >= 500 ? 1 : 0,
                bytesIn,
                bytesOut,
                at);
    }

    public UsageCounts plus(UsageCounts other) {
        return new UsageCounts(
                requests + other.requests,
                clientErrors + other.clientErrors,
                limited + other.limited,
                serverErrors + other.serverErrors,
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut,
                lastUsedAt.isAfter(other.lastUsedAt) ? lastUsedAt : other.lastUsedAt);
    }
}
