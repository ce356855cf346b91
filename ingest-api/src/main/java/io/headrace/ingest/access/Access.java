package io.headrace.ingest.access;

import io.headrace.contracts.Environment;
import io.headrace.contracts.Origin;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import io.headrace.store.record.RecordScope;
import java.util.UUID;

/**
 * What a request was let in to: the data of one kind of one endpoint.
 *
 * @param actor who asks: the id of a key, or of the endpoint's owner
 */
public record Access(EndpointView endpoint, Environment environment, Origin origin, String actor) {
    /** A key is for one endpoint and chooses the data that it sees. */
    static Access ofKey(KeyView key, EndpointView endpoint) {
        return new Access(endpoint, key.environment(), Origin.API, key.id());
    }

    /** The console shows live data. */
    static Access ofConsole(EndpointView endpoint) {
        return new Access(
                endpoint, Environment.LIVE, Origin.CONSOLE, endpoint.ownerId().toString());
    }

    public UUID ownerId() {
        return endpoint.ownerId();
    }

    public RecordScope scope() {
        return new RecordScope(environment, ownerId(), endpoint.id());
    }
}
