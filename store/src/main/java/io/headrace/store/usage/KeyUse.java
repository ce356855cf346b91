package io.headrace.store.usage;

import java.time.Instant;

/**
 * A key's use since it was made, as far as it is kept.
 *
 * @param errors answers 4xx (429 too) and 5xx
 */
public record KeyUse(Instant lastUsedAt, long requests, long errors) {}
