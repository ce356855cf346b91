/** What the delivery log need not keep any more. */
@NullMarked
package io.headrace.notifier.retention;

import org.jspecify.annotations.NullMarked;
