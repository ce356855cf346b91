package io.headrace.store.owner;

import io.headrace.store.tenant.TenantSessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SessionFactory;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Makes a first owner, endpoint and keys exist. Every step may be repeated, by several instances at once. */
@Singleton
public final class FirstOwnerStore {
    private static final String ENSURE_OWNER = """
            INSERT INTO owner (id, account, name, password_hash, role, plan, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, 'enterprise', headrace_now())
            ON CONFLICT (account) DO UPDATE SET password_hash = excluded.password_hash, role = excluded.role
            RETURNING id""";
    private static final String ENSURE_ENDPOINT = """
            INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret,
                                  created_at, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, 1, true, '', headrace_now(), headrace_now())
            ON CONFLICT (owner_id, slug) DO UPDATE SET active = true
            RETURNING id""";
    private static final String KEEP_SCHEMA = """
            INSERT INTO endpoint_schema (endpoint_id, version, owner_id, schema, created_at)
            SELECT id, schema_version, owner_id, schema, headrace_now() FROM endpoint WHERE id = ?1
            ON CONFLICT DO NOTHING""";
    private static final String SET_SIGNING_SECRET = "UPDATE endpoint SET signing_secret = ?2 WHERE id = ?1";
    /** A key that its owner has rotated, deactivated or revoked stays as its owner left it. */
    private static final String ENSURE_KEY = """
            INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, true, headrace_now())
            ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash, active = true, expires_at = NULL
            WHERE api_key.endpoint_id = excluded.endpoint_id AND api_key.updated_at IS NULL""";

    private final SessionFactory sessions;

    FirstOwnerStore(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The stored hash of an account's password, so that an unchanged password keeps its hash. */
    public Uni<Optional<String>> passwordHash(String account) {
        return sessions.withStatelessSession(session -> session.createSelectionQuery(
                                "select passwordHash from OwnerEntity where account = ?1", String.class)
                        .setParameter(1, account)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** The id of the account, old or new. */
    public Uni<UUID> ensureOwner(NewOwner owner) {
        return sessions.withStatelessTransaction(session -> session.createNativeQuery(ENSURE_OWNER, UUID.class)
                .setParameter(1, owner.id())
                .setParameter(2, owner.account())
                .setParameter(3, owner.name())
                .setParameter(4, owner.passwordHash())
                .setParameter(5, owner.role())
                .getSingleResult());
    }

    /** The id of the owner's endpoint, old (with the schema it has) or new. */
    public Uni<UUID> ensureEndpoint(UUID newId, UUID ownerId, String slug, String name, String schema) {
        return TenantSessions.transact(
                sessions,
                ownerId,
                session -> session.createNativeQuery(ENSURE_ENDPOINT, UUID.class)
                        .setParameter(1, newId)
                        .setParameter(2, ownerId)
                        .setParameter(3, slug)
                        .setParameter(4, name)
                        .setParameter(5, schema)
                        .getSingleResult()
                        .call(id -> session.createNativeQuery(KEEP_SCHEMA)
                                .setParameter(1, id)
                                .executeUpdate()));
    }

    /** Sets the sealed secret, and makes the keys work, in one transaction. */
    public Uni<Void> ensureSecrets(UUID ownerId, UUID endpointId, String sealedSecret, List<NewKey> keys) {
        return TenantSessions.transact(sessions, ownerId, session -> {
            Uni<Integer> chain = session.createNativeQuery(SET_SIGNING_SECRET)
                    .setParameter(1, endpointId)
                    .setParameter(2, sealedSecret)
                    .executeUpdate();
            for (NewKey key : keys) {
                chain = chain.chain(() -> ensureKey(session, ownerId, endpointId, key));
            }
            return chain.replaceWithVoid();
        });
    }

    private static Uni<Integer> ensureKey(StatelessSession session, UUID ownerId, UUID endpointId, NewKey key) {
        return session.createNativeQuery(ENSURE_KEY)
                .setParameter(1, key.id())
                .setParameter(2, ownerId)
                .setParameter(3, endpointId)
                .setParameter(4, key.environment().wireName())
                .setParameter(5, key.scope().wireName())
                .setParameter(6, key.name())
                .setParameter(7, key.secretHash())
                .executeUpdate();
    }
}
