/** What was done to the system and what came of it: the shapes that a crash run writes down and the judge reads. */
@org.jspecify.annotations.NullMarked
package io.headrace.e2e.history;
