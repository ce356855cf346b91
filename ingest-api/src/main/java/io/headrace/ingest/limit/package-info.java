/** How much an owner may ask: counted here, against tokens that PostgreSQL has leased to this instance. */
@NullMarked
package io.headrace.ingest.limit;

import org.jspecify.annotations.NullMarked;
