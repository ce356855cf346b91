package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what concerns each record. */
final class RecordStories {
    private static final Comparator<Operation> BY_PLACE = Comparator.<Operation>comparingInt(
                    each -> each.row().partition())
            .thenComparingLong(each -> each.row().offset());

    private RecordStories() {}

    static Collection<RecordStory> of(Dump dump, List<Operation> operations, Collection<Exchange> calls) {
        Map<String, RecordStory> stories = new LinkedHashMap<>();
        for (Operation each : operations) {
            if (each.row().recordId() != null) {
                story(stories, each.row().recordId()).operations().add(each);
            }
        }
        for (Exchange each : calls) {
            String record = each.recordId();
            if (record != null) {
                story(stories, record).requests().add(each);
            }
        }
        for (Dump.RecordRow row : dump.records()) {
            stories.put(row.id(), story(stories, row.id()).with(row));
        }
        stories.values().forEach(story -> story.operations().sort(BY_PLACE));
        return stories.values();
    }

    private static RecordStory story(Map<String, RecordStory> stories, String id) {
        return stories.computeIfAbsent(id, RecordStory::new);
    }
}
