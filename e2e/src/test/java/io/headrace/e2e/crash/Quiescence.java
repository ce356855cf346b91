package io.headrace.e2e.crash;

import io.headrace.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits until nothing is left to do: every message read, every delivery ended. */
final class Quiescence {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final String OPEN =
            "SELECT count(*) FROM delivery WHERE state NOT IN ('delivered', 'exhausted', 'cancelled')";

    private final Database database;
    private final Kafka kafka;
    private final Duration patience;

    Quiescence(Database database, Kafka kafka) {
        this(database, kafka, PATIENCE);
    }

    Quiescence(Database database, Kafka kafka, Duration patience) {
        this.database = database;
        this.kafka = kafka;
        this.patience = patience;
    }

    /** What is left when the patience is over; empty if all is well. */
    List<String> await() throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> left = left();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            database.probeSoon();
            Pause.of(BETWEEN_LOOKS);
            left = left();
        }
        return left;
    }

    private List<String> left() throws Exception {
        List<String> left = new ArrayList<>(kafka.unread("headrace-processor", Topics.COMMANDS));
        left.addAll(kafka.unread("headrace-notifier", Topics.EVENTS));
        long open = database.count(OPEN);
        if (open > 0) {
            left.add(open + " deliveries not ended");
        }
        return left;
    }
}
