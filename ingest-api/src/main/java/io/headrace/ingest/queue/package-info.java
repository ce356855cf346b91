/** The hand-over to Kafka, bounded, and honest about what became of each command. */
@NullMarked
package io.headrace.ingest.queue;

import org.jspecify.annotations.NullMarked;
