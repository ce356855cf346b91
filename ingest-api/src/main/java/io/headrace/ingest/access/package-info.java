/** Who asks, and may they: API keys, cached for seconds. */
@NullMarked
package io.headrace.ingest.access;

import org.jspecify.annotations.NullMarked;
