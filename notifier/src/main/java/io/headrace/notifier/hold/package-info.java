/** Failing targets: when a subscription is held, how its target is tried, and how what was held is sent. */
@NullMarked
package io.headrace.notifier.hold;

import org.jspecify.annotations.NullMarked;
