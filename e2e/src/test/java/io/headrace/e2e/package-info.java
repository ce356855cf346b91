/** Black box: the whole system on real Kafka and PostgreSQL, seen over HTTP. */
@NullMarked
package io.headrace.e2e;

import org.jspecify.annotations.NullMarked;
