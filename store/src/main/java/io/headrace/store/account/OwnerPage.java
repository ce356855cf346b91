package io.headrace.store.account;

import java.util.List;

/**
 * One page of owners.
 *
 * @param total how many all pages have together
 */
public record OwnerPage(List<OwnerView> items, long total) {
    public OwnerPage {
        items = List.copyOf(items);
    }
}
