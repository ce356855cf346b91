package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that concerns one delivery.
 *
 * @param attempts by number
 * @param receipts of its event at its target, in the order of their time
 * @param operation that it tells of; null if there is none
 */
record DeliveryStory(
        Dump.DeliveryRow row,
        List<Dump.AttemptRow> attempts,
        List<Entry.Receipt> receipts,
        @Nullable Operation operation) {

    boolean isDelivered() {
        return row.state().equals("delivered");
    }

    boolean isExhausted() {
        return row.state().equals("exhausted");
    }

    /** Not to the callback that a request names, but to who hears of all requests. */
    boolean isOfSubscription() {
        return operation != null && path(row).equals(operation.subscription());
    }

    /** The path that a request names as its target. */
    static String path(Dump.DeliveryRow row) {
        int end = endOfDestination(row.targetUrl());
        return end == row.targetUrl().length() ? "/" : row.targetUrl().substring(end);
    }

    /** Host and port: what the notifier's budgets are by. */
    String destination() {
        return row.targetUrl().substring(0, endOfDestination(row.targetUrl()));
    }

    private static int endOfDestination(String url) {
        int slash = url.indexOf('/', url.indexOf("://") + 3);
        return slash < 0 ? url.length() : slash;
    }

    static boolean isGood(Entry.Receipt receipt) {
        return receipt.answered() >= 200 && receipt.answered() < 300;
    }
}
