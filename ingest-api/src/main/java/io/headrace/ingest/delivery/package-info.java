/** What became of webhooks, and asking for them again. */
@NullMarked
package io.headrace.ingest.delivery;

import org.jspecify.annotations.NullMarked;
