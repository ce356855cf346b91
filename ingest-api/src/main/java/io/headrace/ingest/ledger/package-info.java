/** What was asked and what came of it: counted and written down in memory, and kept by PostgreSQL a second later. */
@NullMarked
package io.headrace.ingest.ledger;

import org.jspecify.annotations.NullMarked;
