/** One class a scenario: each measures one promise beside its physical limit. */
@NullMarked
package io.headrace.bench.run.scenario;

import org.jspecify.annotations.NullMarked;
