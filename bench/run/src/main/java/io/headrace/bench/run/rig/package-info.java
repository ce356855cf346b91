/** What the scenarios work with: the system, its limit, the load generator, and looks behind the scenes. */
@NullMarked
package io.headrace.bench.run.rig;

import org.jspecify.annotations.NullMarked;
