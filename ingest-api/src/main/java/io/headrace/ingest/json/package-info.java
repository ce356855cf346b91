/** What may enter: JSON that PostgreSQL can store, and that the endpoint's schema allows. */
@NullMarked
package io.headrace.ingest.json;

import org.jspecify.annotations.NullMarked;
