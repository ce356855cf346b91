/** The owner's API for endpoints: publish, change, try a schema, delete. */
@NullMarked
package io.headrace.ingest.endpoint;

import org.jspecify.annotations.NullMarked;
