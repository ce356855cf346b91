/** The load generator, a process of its own: Hyperfoil sends, and every latency counts from the intended time. */
@NullMarked
package io.headrace.bench.load;

import org.jspecify.annotations.NullMarked;
