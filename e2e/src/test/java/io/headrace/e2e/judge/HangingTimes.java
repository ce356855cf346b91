package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When a destination was made to hang, and which ones did, by what they answered in that time. */
final class HangingTimes {
    private record Place(long windowBegin, String destination) {}

    private static final class Tally {
        private int received;
        private int unanswered;
    }

    private final NavigableMap<Long, Window> windows = new TreeMap<>();
    private final Map<Place, Tally> tallies = new HashMap<>();

    private HangingTimes() {}

    static HangingTimes of(List<Window> hangs, List<DeliveryStory> deliveries) {
        HangingTimes times = new HangingTimes();
        hangs.forEach(window -> times.windows.put(window.begin(), window));
        if (!hangs.isEmpty()) {
            deliveries.forEach(each -> each.receipts().forEach(receipt -> times.count(receipt, each.destination())));
        }
        return times;
    }

    private void count(Entry.Receipt receipt, String destination) {
        Window window = at(receipt.atNanos());
        if (window != null) {
            Tally tally = tallies.computeIfAbsent(new Place(window.begin(), destination), place -> new Tally());
            tally.received++;
            tally.unanswered += receipt.answered() == 0 ? 1 : 0;
        }
    }

    /** The one that is on at a time; null if none is. */
    @Nullable
    Window at(long time) {
        Map.Entry<Long, Window> last = windows.floorEntry(time);
        return last != null && last.getValue().end() >= time ? last.getValue() : null;
    }

    boolean isHanging(Window window, String destination) {
        Tally tally = tallies.get(new Place(window.begin(), destination));
        return tally != null && tally.unanswered * 2 > tally.received;
    }
}
