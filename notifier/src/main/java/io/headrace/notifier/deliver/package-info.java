/** Delivery to attempt: leases what is due, decides what an outcome means, records it. */
@NullMarked
package io.headrace.notifier.deliver;

import org.jspecify.annotations.NullMarked;
