package io.headrace.store.key;

import java.util.List;

/**
 * A page of an endpoint's keys, newest first.
 *
 * @param total how many keys all pages have together
 */
public record KeyPage(long total, List<StoredKey> items) {}
