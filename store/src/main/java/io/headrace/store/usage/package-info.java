/** How often each key was used, day by day. Written by ingest-api only. */
@NullMarked
package io.headrace.store.usage;

import org.jspecify.annotations.NullMarked;
