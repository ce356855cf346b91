package io.headrace.store.subscription;

import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.store.delivery.DeliveryTables;
import io.headrace.store.endpoint.Addition;
import io.headrace.store.tenant.TenantPool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is answered to who was let in a moment before the endpoint, or they themselves, were gone; on real PostgreSQL. */
final class GoneEndpointTest {
    private static final UUID OWNER = Ids.create();
    private static final UUID ENDPOINT = Ids.create();
    private static final SubscriptionScope GONE = new SubscriptionScope(OWNER, Ids.create(), null, null);

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final TenantPool tenants = new TenantPool(tables.poolWith(Map.of()));
    private final CollaboratorStore collaborators = new CollaboratorStore(tenants, tables.pool());
    private final SubscriptionStore subscriptions = new SubscriptionStore(tenants);

    @BeforeEach
    void anotherEndpoint() {
        tables.script("""
                TRUNCATE owner CASCADE;
                INSERT INTO owner (id, account, name, password_hash, role, created_at)
                VALUES ('%1$s', 'a', 'Owner', '', 'owner', now());
                INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                      updated_at)
                VALUES ('%2$s', '%1$s', 'orders', 'Orders', '{}', 1, true, '', now(), now())""".formatted(OWNER, ENDPOINT));
    }

    @Test
    void nobody_is_invited_to_it() {
        assertThat(await(collaborators.invite(GONE, Ids.create(), "c@example.com", "C", new byte[32])))
                .isInstanceOf(Invitation.Gone.class);
    }

    @Test
    void nobody_subscribes_to_it() {
        assertThat(await(subscriptions.add(GONE, aSubscription()))).isInstanceOf(Addition.Gone.class);
    }

    @Test
    void there_is_nothing_to_read_about_it() {
        assertThat(await(collaborators.document(
                        new StoredCollaborator(Ids.create(), OWNER, GONE.endpointId(), "", "", Instant.EPOCH))))
                .isEmpty();
    }

    @Test
    void who_was_removed_subscribes_to_nothing() {
        SubscriptionScope owners = new SubscriptionScope(OWNER, ENDPOINT, null, null);
        UUID collaborator = Ids.create();
        SubscriptionScope theirs = new SubscriptionScope(OWNER, ENDPOINT, collaborator, null);
        await(collaborators.invite(owners, collaborator, "c@example.com", "C", new byte[32]));
        assertThat(await(subscriptions.add(theirs, aSubscription()))).isInstanceOf(Addition.Added.class);

        assertThat(await(collaborators.remove(owners, collaborator))).isTrue();

        assertThat(await(subscriptions.add(theirs, aSubscription()))).isInstanceOf(Addition.Gone.class);
    }

    private static NewSubscription aSubscription() {
        return new NewSubscription(
                Ids.create(),
                Environment.LIVE,
                "https://shop.example/",
                "https://shop.example:443/",
                null,
                null,
                new SealedHeaders(List.of(), null),
                "sealed",
                null,
                null,
                false);
    }
}
