/** Command to store to event: applies each accepted command once, in order, and says what happened. */
@NullMarked
package io.headrace.processor;

import org.jspecify.annotations.NullMarked;
