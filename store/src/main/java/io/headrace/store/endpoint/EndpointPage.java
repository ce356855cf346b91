package io.headrace.store.endpoint;

import java.util.List;

/** One page of a list of endpoints, and how many the whole list has. */
public record EndpointPage(List<StoredEndpoint> items, long total) {
    public EndpointPage {
        items = List.copyOf(items);
    }
}
