package io.headrace.store.command;

/** Another consumer moved the position: nothing of this transaction stays. */
public final class PositionConflict extends RuntimeException {
    PositionConflict(String topicId, int expected, int moved) {
        super("position moved for " + moved + " of " + expected + " partitions of topic " + topicId);
    }
}
