/** What is forgotten by the hour, a little at a time. */
@NullMarked
package io.headrace.ingest.prune;

import org.jspecify.annotations.NullMarked;
