package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.aDelivery;
import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The notifier's sessions on real PostgreSQL. */
final class DeadlinePoolTest {
    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    @Test
    void aSessionIsTheNotifiersOwnOnlyAsLongAsItMoves() {
        List<String> settings = tables.texts("""
                SELECT name || '=' || setting || coalesce(unit, '') FROM pg_settings
                WHERE name ~ '^tcp_(keep|user)' OR name ~ '^(statement|transaction|idle_in_transaction_session)_timeout$'""");

        assertThat(settings)
                .containsExactlyInAnyOrder(
                        "statement_timeout=20000ms",
                        "transaction_timeout=30000ms",
                        "idle_in_transaction_session_timeout=5000ms",
                        "tcp_keepalives_idle=5s",
                        "tcp_keepalives_interval=2s",
                        "tcp_keepalives_count=3",
                        "tcp_user_timeout=10000ms");
    }

    @Test
    void aTransactionThatItsHolderLeavesLyingGivesItsLocksBack() {
        tables.insert(List.of(aDelivery("a.example")));
        SqlConnection frozen = await(tables.pool().getConnection());
        await(frozen.query("SET idle_in_transaction_session_timeout = '100ms'").execute());
        await(frozen.query("BEGIN; SELECT FROM delivery FOR UPDATE").execute());

        assertThat(await(tables.pool()
                                .query("UPDATE delivery SET state = 'held'")
                                .execute())
                        .rowCount())
                .isEqualTo(1);
    }
}
