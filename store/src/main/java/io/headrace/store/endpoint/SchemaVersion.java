package io.headrace.store.endpoint;

import java.time.Instant;

/** One of the schemas that an endpoint has had. */
public record SchemaVersion(int version, String schema, Instant createdAt) {}
