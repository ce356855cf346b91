/** Events on their way to their targets: what the notifier writes and, later, what an owner reads of it. */
@NullMarked
package io.headrace.store.delivery;

import org.jspecify.annotations.NullMarked;
