package io.headrace.e2e.crash;

import io.headrace.e2e.history.FaultKind;

/**
 * One thing that is done to the system, begun and ended; whoever calls it waits until all answer again.
 *
 * @param process who is hit
 * @param detail for the reader of the history
 */
record Ordeal(FaultKind kind, String process, String detail, Act act) {
    /** Throws where the ordeal itself cannot be done, which ends the run. */
    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }

    @Override
    public String toString() {
        return kind + " " + process + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
