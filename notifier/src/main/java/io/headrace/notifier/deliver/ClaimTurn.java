package io.headrace.notifier.deliver;

/** Lets one claim run at a time and remembers whether another was asked for meanwhile. */
final class ClaimTurn {
    private boolean running;
    private boolean again;

    /** Whether the caller may claim now; if not, the running claim will be told to go again. */
    synchronized boolean begin() {
        again = running;
        boolean may = !running;
        running = true;
        return may;
    }

    /** No claim begins while {@code task} runs; it does not run while a claim does. */
    synchronized void unlessRunning(Runnable task) {
        if (!running) {
            task.run();
        }
    }

    /** Whether to begin again. */
    synchronized boolean end() {
        running = false;
        return again;
    }
}
