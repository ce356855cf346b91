package io.headrace.store.record;

import java.util.List;

/** One page of a list, and how many records the whole list has. */
public record RecordPage(List<StoredRecord> items, long total) {
    public RecordPage {
        items = List.copyOf(items);
    }
}
