/** One HTTP try: the guarded, signed request and what came back. */
@NullMarked
package io.headrace.notifier.send;

import org.jspecify.annotations.NullMarked;
