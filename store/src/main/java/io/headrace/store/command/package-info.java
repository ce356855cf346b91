/** What the processor reads and writes: records, the operation log, and the position in the same transaction. */
@NullMarked
package io.headrace.store.command;

import org.jspecify.annotations.NullMarked;
