/** The physical limits that the benchmark measures us against: the same stacks without any of our work. */
@NullMarked
package io.headrace.bench.constant;

import org.jspecify.annotations.NullMarked;
