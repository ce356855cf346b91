/** The driver of the benchmark: starts everything, runs the scenarios, writes what came of them. */
@NullMarked
package io.headrace.bench.run;

import org.jspecify.annotations.NullMarked;
