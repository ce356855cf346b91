package io.headrace.ingest.prune;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Deletes in steps, so that no statement takes long, until a step finds less than it might have taken.
 *
 * @param size rows of one step
 * @param most steps in one go; the rest is for the next one
 */
record Steps(int size, int most) {
    /** All of it; what fails is told, and done in the next hour. */
    void run(String what, IntFunction<Uni<Integer>> delete, Logger log) {
        Multi.createBy()
                .repeating()
                .uni(() -> delete.apply(size))
                .whilst(deleted -> deleted == size)
                .select()
                .first(most)
                .collect()
                .with(Collectors.summingLong(Integer::longValue))
                .subscribe()
                .with(
                        deleted -> log.debugf("%s forgotten count=%d", what, deleted),
                        failure -> log.warnf("%s not forgotten: %s", what, failure.getMessage()));
    }
}
