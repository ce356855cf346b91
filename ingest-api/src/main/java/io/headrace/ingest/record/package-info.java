/** The data plane: records and operations over HTTP. */
@NullMarked
package io.headrace.ingest.record;

import org.jspecify.annotations.NullMarked;
