package io.headrace.store.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;

/** From the smallest to the greatest of some ids, both included, in PostgreSQL's order: byte by byte, unsigned. */
record IdRange(UUID least, UUID greatest) {
    private static final Comparator<UUID> ORDER = Comparator.<UUID, Long>comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /** @param ids at least one */
    static IdRange of(Collection<UUID> ids) {
        return new IdRange(
                ids.stream().min(ORDER).orElseThrow(), ids.stream().max(ORDER).orElseThrow());
    }
}
