package io.headrace.notifier.send;

import io.headrace.store.delivery.AttemptTimings;

/** What one attempt came to, and how long its phases took. */
public record AttemptReport(AttemptOutcome outcome, AttemptTimings timings) {}
