/**
 * The judge of a crash run: from what clients, targets and PostgreSQL saw to a verdict on each of the rules L1 to L14.
 * Pure: a {@link io.headrace.e2e.history.Run} in, a {@link io.headrace.e2e.judge.Verdict} out, one sweep, no search.
 */
@org.jspecify.annotations.NullMarked
package io.headrace.e2e.judge;
