package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.Run;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A run, put in order: each request with its answer, each operation with its request, each record and each delivery
 * with all that concerns it.
 *
 * @param calls by number, in the order in which they were asked
 * @param writes each once, however often it was repeated
 * @param operations one for each row
 * @param receipts by {@code webhook-id}, in the order of their time
 */
record Facts(
        Run run,
        Map<Long, Exchange> calls,
        Collection<Write> writes,
        List<Operation> operations,
        Collection<RecordStory> records,
        List<DeliveryStory> deliveries,
        Map<String, List<Entry.Receipt>> receipts,
        Faults faults) {

    static Facts of(Run run) {
        Faults faults = Faults.of(run.entries());
        Requests requests = Requests.of(run);
        List<Operation> operations = requests.operations(run.dump());
        Webhooks webhooks = Webhooks.of(run, operations);
        return new Facts(
                run,
                requests.calls(),
                requests.writes().values(),
                operations,
                RecordStories.of(run.dump(), operations, requests.calls().values()),
                webhooks.deliveries(),
                webhooks.receipts(),
                faults);
    }
}
