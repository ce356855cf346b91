package io.headrace.store.record;

import io.headrace.contracts.Environment;
import java.util.UUID;

/** The data that one credential sees; every query carries all three. */
public record RecordScope(Environment environment, UUID ownerId, UUID endpointId) {}
