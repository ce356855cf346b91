/** Kafka and PostgreSQL as child processes (or containers): what the local run and the tests stand on. */
@NullMarked
package io.headrace.backends;

import org.jspecify.annotations.NullMarked;
