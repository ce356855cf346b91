/** API keys as their owner manages them, and the keys that sign tokens. Written by ingest-api only. */
@NullMarked
package io.headrace.store.key;

import org.jspecify.annotations.NullMarked;
