package io.headrace.ingest.key;

import io.headrace.store.key.StoredKey;
import io.headrace.store.usage.KeyUse;
import org.jspecify.annotations.Nullable;

/**
 * A key and how it was used.
 *
 * @param use null for one that was not used yet, as far as the counters have seen
 */
record UsedKey(StoredKey key, @Nullable KeyUse use) {}
