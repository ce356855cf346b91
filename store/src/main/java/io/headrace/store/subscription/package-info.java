/** Who is told of an endpoint's events: written by ingest-api, looked up by the notifier. */
@NullMarked
package io.headrace.store.subscription;

import org.jspecify.annotations.NullMarked;
