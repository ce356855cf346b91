package io.headrace.store.subscription;

import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.Ids;
import io.headrace.store.delivery.DeliveryTables;
import io.headrace.store.tenant.TenantPool;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SubscriptionRetentionStoreTest {
    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final Pool ingest = tables.poolWith(Map.of("role", TenantPool.ROLE));
    private final SubscriptionRetentionStore store = new SubscriptionRetentionStore(ingest);

    @BeforeEach
    void anOwner() {
        tables.script("TRUNCATE owner CASCADE;"
                + "INSERT INTO owner (id, account, name, password_hash, role, created_at)"
                + " VALUES ('00000000-0000-0001-0000-000000000001', 'a', '', '', 'owner', now());"
                + "INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret,"
                + " created_at, updated_at)"
                + " SELECT id, id, 'orders', '', '{}', 1, true, '', now(), now() FROM owner");
    }

    @Test
    void aDeletedSubscriptionGoesOnceItsLastDeliveryIsGone() {
        UUID named = deleted("2 days");
        UUID unnamed = deleted("2 days");
        UUID young = deleted("1 hour");
        UUID live = deleted(null);
        tables.script(
                "INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url,"
                        + " state, attempts, due_at, created_at) SELECT '" + Ids.create() + "', id, id, id, id, '"
                        + named
                        + "', '', 'delivered', 1, now(), now() FROM owner");

        assertThat(await(store.forget(DAY, 10))).isEqualTo(1);

        assertThat(tables.texts("SELECT id::text FROM subscription"))
                .containsExactlyInAnyOrder(named.toString(), young.toString(), live.toString())
                .doesNotContain(unnamed.toString());
        tables.script("DELETE FROM delivery");
        assertThat(await(store.forget(DAY, 10))).isEqualTo(1);
        assertThat(tables.texts("SELECT id::text FROM subscription")).doesNotContain(named.toString());
    }

    @Test
    void soManyAtATime() {
        for (int i = 0; i < 3; i++) {
            deleted("2 days");
        }

        assertThat(await(store.forget(DAY, 2))).isEqualTo(2);
        assertThat(await(store.forget(DAY, 2))).isEqualTo(1);
    }

    @Test
    void nothingElseMayBeDeletedByIngest() {
        assertThatThrownBy(() -> await(ingest.query("DELETE FROM subscription").execute()))
                .hasMessageContaining("permission denied");
    }

    private static UUID deleted(String ago) {
        UUID id = UUID.randomUUID();
        String time = ago == null ? "NULL" : "now() - interval '" + ago + "'";
        tables.script("INSERT INTO subscription (id, owner_id, endpoint_id, environment, url, target_url, header_names,"
                + " sealed_secret, active, enabled_at, stopped_at, deleted_at, created_at, updated_at) SELECT '" + id
                + "', id, id, 'live', '', '', '{}', '', true, now(), " + time + ", " + time
                + ", now(), now() FROM owner");
        return id;
    }
}
