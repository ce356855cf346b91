package io.headrace.store.owner;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SessionFactory;

/** Reads what the door asks for on every request that its cache cannot answer. */
@Singleton
public final class OwnerStore {
    private final SessionFactory sessions;

    OwnerStore(SessionFactory sessions) {
        this.sessions = sessions;
    }

    public Uni<Optional<KeyView>> findKey(String keyId) {
        return sessions.withStatelessSession(session -> session.get(ApiKeyEntity.class, keyId))
                .map(key -> Optional.ofNullable(key).map(ApiKeyEntity::view));
    }

    public Uni<Optional<EndpointView>> findEndpoint(UUID endpointId) {
        return sessions.withStatelessSession(session -> session.get(EndpointEntity.class, endpointId))
                .map(endpoint -> Optional.ofNullable(endpoint).map(EndpointEntity::view));
    }
}
