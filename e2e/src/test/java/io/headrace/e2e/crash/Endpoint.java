package io.headrace.e2e.crash;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of an owner of this run, with one key for each kind of data.
 *
 * @param subscription null where nobody subscribes to it
 */
record Endpoint(
        UUID id,
        String slug,
        String signingSecret,
        ApiKey testKey,
        ApiKey liveKey,
        @Nullable Subscription subscription) {
    ApiKey key(Environment environment) {
        return switch (environment) {
            case TEST -> testKey;
            case LIVE -> liveKey;
        };
    }
}
