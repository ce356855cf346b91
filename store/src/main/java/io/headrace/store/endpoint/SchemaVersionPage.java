package io.headrace.store.endpoint;

import java.util.List;

/** One page of an endpoint's schemas, and how many it has had. */
public record SchemaVersionPage(List<SchemaVersion> items, long total) {
    public SchemaVersionPage {
        items = List.copyOf(items);
    }
}
