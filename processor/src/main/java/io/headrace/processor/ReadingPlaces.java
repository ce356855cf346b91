package io.headrace.processor;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each of our partitions has been read without a hole of our own making: what Kafka leaves out between two
 * messages that it hands over one after the other (a transaction's marker, a compacted message) is no gap.
 */
@ApplicationScoped
class ReadingPlaces {
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();

    void open(int partition, long offset) {
        next.put(partition, offset);
    }

    void close(int partition) {
        next.remove(partition);
    }

    boolean isOpen(int partition) {
        return next.containsKey(partition);
    }

    /** Partitions that are ours now. */
    Set<Integer> partitions() {
        return Set.copyOf(next.keySet());
    }

    /** By partition, the offset up to which everything was handed over. */
    Map<Integer, Long> continuous() {
        return Map.copyOf(next);
    }

    /** The batch is settled: its partitions are read past these messages. */
    void advance(Iterable<ReceivedCommand> batch) {
        for (ReceivedCommand received : batch) {
            next.computeIfPresent(
                    received.position().partition(),
                    (partition, offset) -> Math.max(offset, received.position().offset() + 1));
        }
    }
}
