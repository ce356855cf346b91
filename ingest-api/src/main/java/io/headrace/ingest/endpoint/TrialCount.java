package io.headrace.ingest.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Json;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.json.CompiledSchema;
import io.headrace.ingest.json.StoredJson;
import io.headrace.store.record.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Counts the records of one environment that do not pass a schema, page by page; one thread at a time. */
final class TrialCount {
    private static final int MAX_EXAMPLES = 10;
    /** An example shows what is wrong, and need not show all of it. */
    private static final int MAX_DETAILS = 20;

    private final Environment environment;
    private final List<SchemaTrial.Example> examples = new ArrayList<>();
    private @Nullable StoredRecord last;
    private long checked;
    private long notPassing;
    private boolean done;

    TrialCount(Environment environment) {
        this.environment = environment;
    }

    Environment environment() {
        return environment;
    }

    /** The last record that was looked at; null before the first. */
    @Nullable
    StoredRecord last() {
        return last;
    }

    /** Whether there is no record left to look at. */
    boolean isDone() {
        return done;
    }

    /** @param isLast whether there is no page after this one */
    void take(List<StoredRecord> page, boolean isLast, CompiledSchema schema, BooleanSupplier timeIsOver) {
        for (StoredRecord record : page) {
            if (timeIsOver.getAsBoolean()) {
                return;
            }
            judge(record, schema);
        }
        done = isLast;
    }

    SchemaTrial.Tally tally() {
        return new SchemaTrial.Tally(checked, notPassing, List.copyOf(examples));
    }

    private void judge(StoredRecord record, CompiledSchema schema) {
        List<Detail> details = schema.flawsIn(parsed(record));
        last = record;
        checked++;
        if (!details.isEmpty()) {
            notPassing++;
            remember(record, details);
        }
    }

    private void remember(StoredRecord record, List<Detail> details) {
        if (examples.size() < MAX_EXAMPLES) {
            List<Detail> first = details.subList(0, Math.min(MAX_DETAILS, details.size()));
            examples.add(new SchemaTrial.Example(record.id(), record.version(), List.copyOf(first)));
        }
    }

    private static JsonNode parsed(StoredRecord record) {
        try {
            return Json.MAPPER.readTree(StoredJson.writable(record.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored record " + record.id() + " is not JSON", e);
        }
    }
}
