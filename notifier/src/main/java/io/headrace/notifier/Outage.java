package io.headrace.notifier;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells when something begins to fail and when it works again, not every time in between. */
public final class Outage {
    private final Logger log;
    private final String what;
    private boolean failing;

    public Outage(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    public synchronized void failed(Throwable reason) {
        if (!failing) {
            failing = true;
            log.warnf("%s fails, trying again until it works reason=%s", what, reason);
        }
    }

    /** Completes in either case, when it has worked or failed; what takes longer than the patience has failed. */
    public Uni<Void> survived(Uni<?> work, Duration patience) {
        return work.replaceWithVoid()
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure()
                .invoke(this::failed)
                .onItem()
                .invoke(this::worked)
                .onFailure()
                .recoverWithNull();
    }

    public synchronized void worked() {
        if (failing) {
            failing = false;
            log.infof("%s works again", what);
        }
    }
}
