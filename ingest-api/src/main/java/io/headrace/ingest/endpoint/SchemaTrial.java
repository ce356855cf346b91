package io.headrace.ingest.endpoint;

import io.headrace.contracts.Environment;
import io.headrace.ingest.http.Detail;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What stored records say to a schema.
 *
 * @param complete whether all of them were looked at
 */
record SchemaTrial(boolean complete, Map<Environment, Tally> environments) {
    /** @param examples the first of those that do not pass */
    record Tally(long checked, long notPassing, List<Example> examples) {}

    record Example(UUID recordId, long version, List<Detail> details) {}
}
