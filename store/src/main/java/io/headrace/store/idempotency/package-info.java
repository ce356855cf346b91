/** Which writes were sent before. Written by ingest-api only. */
@NullMarked
package io.headrace.store.idempotency;

import org.jspecify.annotations.NullMarked;
