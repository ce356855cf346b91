package io.headrace.ingest.endpoint;

import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.CompiledSchema;
import io.headrace.ingest.json.SchemaRegistry;
import io.headrace.store.endpoint.StoredEndpoint;
import io.headrace.store.record.RecordScan;
import io.headrace.store.record.RecordScope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tries a schema on an endpoint's stored records: a page, then the next one, until all are seen or the time is over. */
@Singleton
final class SchemaTrialWorker {
    static final Duration DEADLINE = Duration.ofSeconds(5);
    /** Of 100 KB each at most: what one trial holds at a time. */
    private static final int PAGE = 50;

    private static final int MAX_AT_ONCE = 4;
    private static final String RETRY_AFTER = "5";

    private final RecordScan records;
    private final SchemaWorker worker;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    SchemaTrialWorker(RecordScan records, SchemaWorker worker) {
        this.records = records;
        this.worker = worker;
    }

    private record Run(StoredEndpoint endpoint, CompiledSchema schema, long endNanos) {
        boolean isOver() {
            return System.nanoTime() - endNanos >= 0;
        }

        RecordScope scope(Environment environment) {
            return new RecordScope(environment, endpoint.ownerId(), endpoint.id());
        }
    }

    /** @param seen which data who asks may see: what a schema says of a record tells something of the record */
    Uni<SchemaTrial> attempt(StoredEndpoint endpoint, String schema, Predicate<Environment> seen) {
        if (!places.tryAcquire()) {
            throw Problem.of(ErrorCode.RATE_LIMITED, Text.of("trial.busy"))
                    .withHeader("Retry-After", RETRY_AFTER)
                    .exception();
        }
        long end = System.nanoTime() + DEADLINE.toNanos();
        return worker.apart(() -> SchemaRegistry.compile(schema))
                .chain(compiled -> count(new Run(endpoint, compiled, end), seen))
                .onTermination()
                .invoke(() -> places.release());
    }

    private Uni<SchemaTrial> count(Run run, Predicate<Environment> seen) {
        List<TrialCount> counts = Stream.of(Environment.values())
                .filter(seen)
                .map(TrialCount::new)
                .toList();
        return Multi.createFrom()
                .iterable(counts)
                .onItem()
                .transformToUniAndConcatenate(count -> count(run, count))
                .collect()
                .asList()
                .map(SchemaTrialWorker::trial);
    }

    private Uni<TrialCount> count(Run run, TrialCount count) {
        return Multi.createBy()
                .repeating()
                .uni(() -> page(run, count))
                .until(seen -> count.isDone() || run.isOver())
                .onItem()
                .ignoreAsUni()
                .replaceWith(count);
    }

    private Uni<TrialCount> page(Run run, TrialCount count) {
        if (run.isOver()) {
            return Uni.createFrom().item(count);
        }
        return records.page(run.scope(count.environment()), count.last(), PAGE)
                .chain(page -> worker.apart(() -> {
                    count.take(page, page.size() < PAGE, run.schema(), run::isOver);
                    return count;
                }));
    }

    private static SchemaTrial trial(List<TrialCount> counts) {
        Map<Environment, SchemaTrial.Tally> tallies = new EnumMap<>(Environment.class);
        counts.forEach(count -> tallies.put(count.environment(), count.tally()));
        return new SchemaTrial(counts.stream().allMatch(TrialCount::isDone), tallies);
    }
}
