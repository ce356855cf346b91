/** Event to delivery: reads events from Kafka and inserts the deliveries they cause. */
@NullMarked
package io.headrace.notifier.plan;

import org.jspecify.annotations.NullMarked;
