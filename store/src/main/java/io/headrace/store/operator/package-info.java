/** What operators do from the command line, past the services. */
@NullMarked
package io.headrace.store.operator;

import org.jspecify.annotations.NullMarked;
