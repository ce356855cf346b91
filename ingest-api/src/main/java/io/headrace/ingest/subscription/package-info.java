/** Who is told: an endpoint's subscriptions, and what becomes of the deliveries to them. */
@NullMarked
package io.headrace.ingest.subscription;

import org.jspecify.annotations.NullMarked;
