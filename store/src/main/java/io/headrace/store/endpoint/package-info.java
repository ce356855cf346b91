/** What owners do with their endpoints. Written by ingest-api only. */
@NullMarked
package io.headrace.store.endpoint;

import org.jspecify.annotations.NullMarked;
