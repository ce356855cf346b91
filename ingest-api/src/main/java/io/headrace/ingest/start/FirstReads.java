package io.headrace.ingest.start;

import io.headrace.contracts.Environment;
import io.headrace.store.owner.OwnerStore;
import io.headrace.store.record.OperationStore;
import io.headrace.store.record.PageRequest;
import io.headrace.store.record.RecordScope;
import io.headrace.store.record.RecordStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Asks each read once for what is not there, before this instance is ready: Hibernate translates a query when it is
 * first asked, which on a cold machine takes seconds of an event loop.
 */
@Singleton
final class FirstReads {
    private static final UUID NOBODY = new UUID(0, 0);

    private final OwnerStore owners;
    private final RecordStore records;
    private final OperationStore operations;

    FirstReads(OwnerStore owners, RecordStore records, OperationStore operations) {
        this.owners = owners;
        this.records = records;
        this.operations = operations;
    }

    Uni<Void> ask() {
        RecordScope scope = new RecordScope(Environment.TEST, NOBODY, NOBODY);
        return owners.findKey("")
                .chain(() -> owners.findEndpoint(NOBODY))
                .chain(() -> records.find(scope, NOBODY))
                .chain(() -> records.list(scope, new PageRequest(1, 1, true)))
                .chain(() -> records.list(scope, new PageRequest(1, 1, false)))
                .chain(() -> operations.findWithDeliveries(scope, NOBODY))
                .replaceWithVoid();
    }
}
