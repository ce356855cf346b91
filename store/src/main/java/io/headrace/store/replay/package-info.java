/** What became of deliveries, and asking for them again: read by ingest-api, carried out by the notifier. */
@NullMarked
package io.headrace.store.replay;

import org.jspecify.annotations.NullMarked;
