/** The last hop of the arrow: event to delivery to attempt. Here: settings, start, health and metrics. */
@NullMarked
package io.headrace.notifier;

import org.jspecify.annotations.NullMarked;
