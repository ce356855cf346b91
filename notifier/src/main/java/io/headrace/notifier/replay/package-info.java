/** What people ask for: test events, and deliveries once more. */
@NullMarked
package io.headrace.notifier.replay;

import org.jspecify.annotations.NullMarked;
