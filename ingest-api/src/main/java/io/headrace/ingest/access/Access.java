package io.headrace.ingest.access;

import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import io.headrace.store.record.RecordScope;

/** What a request was let in with: its key and the endpoint that the key is for. */
public record Access(KeyView key, EndpointView endpoint) {
    public RecordScope scope() {
        return new RecordScope(key.environment(), key.ownerId(), endpoint.id());
    }
}
