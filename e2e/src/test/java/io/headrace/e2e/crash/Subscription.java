package io.headrace.e2e.crash;

import io.headrace.contracts.Environment;
import java.util.UUID;

/** Hears of all that is written to one endpoint's data of one kind, in order, at its owner's receiver. */
record Subscription(UUID id, Environment environment, String signingSecret) {}
