/** Who asked for what, and what came of it; never changed afterwards. Written by ingest-api, its partitions kept by the processor. */
@NullMarked
package io.headrace.store.audit;

import org.jspecify.annotations.NullMarked;
