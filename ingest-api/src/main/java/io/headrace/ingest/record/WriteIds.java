package io.headrace.ingest.record;

import java.util.UUID;

/** The names of one write, by which its client can ask about it; two writes with the same ids have one effect. */
record WriteIds(UUID operationId, UUID recordId) {}
