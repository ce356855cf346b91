/** Which schemas an owner may give to an endpoint: pure decisions about a document. */
@NullMarked
package io.headrace.ingest.schema;

import org.jspecify.annotations.NullMarked;
