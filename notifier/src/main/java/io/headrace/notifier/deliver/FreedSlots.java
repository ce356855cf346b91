package io.headrace.notifier.deliver;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Slots given back while somebody waits for one: worth a claim when there are enough of them, or after a while. Most of
 * what a claim costs, it costs once.
 */
final class FreedSlots {
    private final Vertx vertx;
    private final int enough;
    private final Duration patience;
    private final Runnable claim;
    private int freed;
    private boolean coming;

    FreedSlots(Vertx vertx, int enough, Duration patience, Runnable claim) {
        this.vertx = vertx;
        this.enough = enough;
        this.patience = patience;
        this.claim = claim;
    }

    /**
     * One more: a claim runs at once, or within the patience.
     *
     * @param weight how much a claim is worth for this one's sake
     */
    void add(int weight) {
        if (isEnough(weight)) {
            claim.run();
        } else if (isFirst()) {
            vertx.setTimer(patience.toMillis(), timer -> waited());
        }
    }

    /** A claim begins: it asks for all that are free. */
    synchronized void asked() {
        freed = 0;
    }

    private synchronized boolean isEnough(int weight) {
        freed += weight;
        return freed >= enough;
    }

    private synchronized boolean isFirst() {
        boolean first = !coming;
        coming = true;
        return first;
    }

    private void waited() {
        if (isAny()) {
            claim.run();
        }
    }

    private synchronized boolean isAny() {
        coming = false;
        return freed > 0;
    }
}
