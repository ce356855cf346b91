/** Every shape that crosses a process: commands, events, error codes, topic names. Plain Java, no framework. */
@NullMarked
package io.headrace.contracts;

import org.jspecify.annotations.NullMarked;
