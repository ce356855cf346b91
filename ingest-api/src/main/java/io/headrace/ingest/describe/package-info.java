/** What an endpoint looks like from outside: its own OpenAPI, made from its schema. */
@NullMarked
package io.headrace.ingest.describe;

import org.jspecify.annotations.NullMarked;
