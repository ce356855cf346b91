package io.headrace.notifier.plan;

import io.headrace.contracts.EventHeaders;

/** An event as it came from Kafka, checked to be one that PostgreSQL can store. */
record ReceivedEvent(EventHeaders headers, String body) {}
