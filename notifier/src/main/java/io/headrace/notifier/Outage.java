package io.headrace.notifier;

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

    public synchronized void worked() {
        if (failing) {
            failing = false;
            log.infof("%s works again", what);
        }
    }
}
