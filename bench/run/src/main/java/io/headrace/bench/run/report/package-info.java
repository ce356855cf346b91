/** Figures, goals, and how they are written down. */
@NullMarked
package io.headrace.bench.run.report;

import org.jspecify.annotations.NullMarked;
