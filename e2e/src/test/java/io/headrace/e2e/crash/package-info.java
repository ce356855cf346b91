/** The crash run: a workload, receivers and a nemesis that work from one seed, and the history they leave to the judge. */
@org.jspecify.annotations.NullMarked
package io.headrace.e2e.crash;
