/** What a client may ask about: its records and the fate of its operations. Read here, written by the processor. */
@NullMarked
package io.headrace.store.record;

import org.jspecify.annotations.NullMarked;
