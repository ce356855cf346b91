package io.headrace.notifier.plan;

import io.smallrye.mutiny.Uni;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Ends the process where a batch fails by a defect of ours: a batch that failed would be passed by the next one's
 * commit, and its deliveries would be lost.
 */
final class LastResort {
    private static final Logger LOG = Logger.getLogger(LastResort.class);

    private LastResort() {}

    /** Completes when the work does; where that fails, asks for the end of the process and never completes. */
    static Uni<Void> orEnd(Supplier<Uni<Void>> work, IntConsumer end) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure()
                .invoke(failure -> {
                    LOG.error("Batch cannot be planned; this process ends and reads it again", failure);
                    end.accept(1);
                })
                .onFailure()
                .recoverWithUni(Uni.createFrom().nothing());
    }
}
