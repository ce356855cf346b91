package io.headrace.store.owner;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SessionFactory;

/**
 * Reads what the door asks for on every request that its cache cannot answer. It goes past the fence: whose data a
 * request is about is known from what is found here.
 */
@Singleton
public final class OwnerStore {
    /** The columns that Hibernate knows, and no other: it stumbles over those that it was not told of. */
    private static final String KEY = """
            SELECT id, owner_id, endpoint_id, environment, scope, name, secret_hash, secret_version,
                   previous_secret_hash, previous_valid_until, active, revoked_at, expires_at, created_at
            FROM headrace_door_key(?1)""";

    private static final String ENDPOINT = """
            SELECT id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at, updated_at
            FROM headrace_door_endpoint(?1)""";

    private final SessionFactory sessions;

    OwnerStore(SessionFactory sessions) {
        this.sessions = sessions;
    }

    public Uni<Optional<KeyView>> findKey(String keyId) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(KEY, ApiKeyEntity.class)
                        .setParameter(1, keyId)
                        .getSingleResultOrNull())
                .map(key -> Optional.ofNullable(key).map(ApiKeyEntity::view));
    }

    public Uni<Optional<EndpointView>> findEndpoint(UUID endpointId) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(ENDPOINT, EndpointEntity.class)
                        .setParameter(1, endpointId)
                        .getSingleResultOrNull())
                .map(endpoint -> Optional.ofNullable(endpoint).map(EndpointEntity::view));
    }
}
