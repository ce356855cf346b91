package io.headrace.ingest.queue;

/** How much may be on its way to Kafka at once; what goes beyond is refused, not queued. */
final class InFlightBudget {
    private final int maxCommands;
    private final long maxBytes;
    private int commands;
    private long bytes;

    InFlightBudget(int maxCommands, long maxBytes) {
        this.maxCommands = maxCommands;
        this.maxBytes = maxBytes;
    }

    synchronized boolean take(int size) {
        if (commands >= maxCommands || bytes + size > maxBytes) {
            return false;
        }
        commands++;
        bytes += size;
        return true;
    }

    synchronized void giveBack(int size) {
        commands--;
        bytes -= size;
    }

    synchronized int commands() {
        return commands;
    }
}
