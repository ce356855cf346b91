/** Who may do what: owners, their endpoints and keys. Written by ingest-api only. */
@NullMarked
package io.headrace.store.owner;

import org.jspecify.annotations.NullMarked;
