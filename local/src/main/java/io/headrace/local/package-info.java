/** The whole system on one machine: starts the backends and the services, watches them, stops them in order. */
@NullMarked
package io.headrace.local;

import org.jspecify.annotations.NullMarked;
