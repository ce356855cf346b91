package io.headrace.store.command;

import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Ids;
import io.headrace.store.delivery.DeliveryTables;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OperationRetentionStoreTest {
    private static final Duration KEPT = Duration.ofDays(30);

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final OperationRetentionStore store = new OperationRetentionStore(tables.pool());
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @BeforeEach
    void empty() {
        tables.script("TRUNCATE operation");
    }

    @Test
    void daysThatArePastTheirTimeGoOneByOneTheOldestFirst() {
        tables.script("SELECT headrace_ensure_partitions('operation', '" + today.minusDays(32) + "', 3)");
        for (int daysAgo = 29; daysAgo <= 32; daysAgo++) {
            anOperation(daysAgo, "one");
        }

        assertThat(await(store.dropDay(KEPT))).contains(today.minusDays(32));
        assertThat(await(store.dropDay(KEPT))).contains(today.minusDays(31));
        assertThat(await(store.dropDay(KEPT))).isEmpty();

        assertThat(tables.texts("SELECT count(*)::text FROM operation")).containsExactly("2");
    }

    @Test
    void aTableThatIsBusyIsLeftForLater() {
        tables.script("SELECT headrace_ensure_partitions('operation', '" + today.minusDays(50) + "', 1)");
        SqlConnection reader = await(tables.pool().getConnection());
        await(reader.query("BEGIN").execute());
        await(reader.query("SELECT count(*) FROM operation").execute());

        assertThat(await(store.dropDay(KEPT))).isEmpty();

        await(reader.query("COMMIT").execute());
        await(reader.close());
        assertThat(await(store.dropDay(KEPT))).contains(today.minusDays(50));
    }

    @Test
    void whatIsInNoDayGoesRowByRow() {
        for (int i = 0; i < 3; i++) {
            anOperation(60, "of no day " + i);
        }
        anOperation(29, "of no day, but young");

        assertThat(await(store.prune(KEPT, 2))).isEqualTo(2);
        assertThat(await(store.prune(KEPT, 2))).isEqualTo(1);
        assertThat(await(store.prune(KEPT, 2))).isZero();
        assertThat(tables.texts("SELECT count(*)::text FROM operation")).containsExactly("1");
    }

    private void anOperation(int daysAgo, String name) {
        tables.script("INSERT INTO operation (id, state, applied_at, kafka_partition, kafka_offset) VALUES ('"
                + Ids.derive(today.minusDays(daysAgo).atTime(12, 0).toInstant(ZoneOffset.UTC), name)
                + "', 'applied', now(), 0, 0)");
    }
}
