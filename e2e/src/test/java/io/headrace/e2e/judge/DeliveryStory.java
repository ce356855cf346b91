package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.net.URI;
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

    /** The path that a request names as its target. */
    static String path(Dump.DeliveryRow row) {
        URI url = URI.create(row.targetUrl());
        String query = url.getRawQuery();
        return query == null ? url.getRawPath() : url.getRawPath() + "?" + query;
    }

    /** Host and port: what the notifier's budgets are by. */
    String destination() {
        return URI.create(row.targetUrl()).getRawAuthority();
    }

    static boolean isGood(Entry.Receipt receipt) {
        return receipt.answered() >= 200 && receipt.answered() < 300;
    }
}
