package io.headrace.store.record;

/** Which page of a list, in which order of creation. */
public record PageRequest(int page, int pageSize, boolean newestFirst) {
    public PageRequest {
        if (page < 1 || pageSize < 1) {
            throw new IllegalArgumentException("page " + page + " of size " + pageSize + ": both start from 1");
        }
    }

    int offset() {
        return Math.multiplyExact(page - 1, pageSize);
    }
}
