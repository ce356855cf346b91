package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.OWNER;
import static io.headrace.store.delivery.DeliveryTables.aDelivery;
import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a claim passes over: destinations and owners that have all they may have. */
final class LeaseBudgetTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final UUID OTHER_OWNER = new UUID(8, 1);
    private static final FirstLeases NO_LEASES = new FirstLeases("one", LEASE, Map.of());

    @TempDir
    static Path folder;

    private static DeliveryTables tables;
    private static Pool pool;

    private final DeliveryStore deliveries = new DeliveryStore(pool);
    private final LeaseStore leases = new LeaseStore(pool);

    @BeforeAll
    static void startPostgres() throws IOException {
        tables = DeliveryTables.start(folder);
        pool = tables.pool();
    }

    @AfterAll
    static void stopPostgres() {
        tables.close();
    }

    @BeforeEach
    void forgetEverything() {
        tables.forget();
    }

    @Test
    void aDestinationThatHangsLeavesRoomForOthers() {
        List<PlannedDelivery> planned = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> planned.add(aDelivery("hangs.example")));
        insert(planned);
        insert(List.of(aDelivery("fine.example")));

        List<LeasedDelivery> first = await(leases.claim(aRequest("one", 10, 4, Map.of())));
        List<LeasedDelivery> second = await(leases.claim(aRequest("one", 6, 4, Map.of("hangs.example:443", 0))));

        assertThat(first)
                .extracting(LeasedDelivery::destination)
                .containsOnly("hangs.example:443")
                .hasSize(4);
        assertThat(second).extracting(LeasedDelivery::destination).containsExactly("fine.example:443");
        assertThat(await(leases.claim(aRequest("one", 6, 4, Map.of("hangs.example:443", 1)))))
                .hasSize(1);
    }

    @Test
    void anOwnerWithManyDestinationsLeavesRoomForOthers() {
        insert(IntStream.range(0, 20)
                .mapToObj(i -> aDelivery("h" + i + ".example"))
                .toList());
        insert(List.of(aDelivery("fine.example", OTHER_OWNER)));

        List<LeasedDelivery> first = claimForOwners(10, Map.of());
        List<LeasedDelivery> second = claimForOwners(6, Map.of(OWNER, 0));
        List<LeasedDelivery> third = claimForOwners(6, Map.of(OWNER, 1));

        assertThat(first)
                .extracting(LeasedDelivery::ownerId)
                .containsOnly(OWNER)
                .hasSize(4);
        assertThat(second).extracting(LeasedDelivery::ownerId).containsExactly(OTHER_OWNER);
        assertThat(third).extracting(LeasedDelivery::ownerId).containsExactly(OWNER);
    }

    @Test
    void whatItsDestinationCannotTakeCostsAnOwnerNothing() {
        insert(IntStream.range(0, 5).mapToObj(i -> aDelivery("busy.example")).toList());
        insert(List.of(aDelivery("a.example"), aDelivery("b.example")));

        List<LeasedDelivery> taken = await(leases.claim(new LeaseRequest(
                "one", LEASE, 10, new LeaseRequest.Budget<>(1, Map.of()), new LeaseRequest.Budget<>(3, Map.of()))));

        assertThat(taken)
                .extracting(LeasedDelivery::destination)
                .containsExactlyInAnyOrder("busy.example:443", "a.example:443", "b.example:443");
    }

    private static LeaseRequest aRequest(String holder, int limit, int perDestination, Map<String, Integer> free) {
        return new LeaseRequest(
                holder,
                LEASE,
                limit,
                new LeaseRequest.Budget<>(perDestination, free),
                new LeaseRequest.Budget<>(1_000, Map.of()));
    }

    private int insert(List<PlannedDelivery> planned) {
        return await(deliveries.insert(planned, NO_LEASES)).count();
    }

    private List<LeasedDelivery> claimForOwners(int limit, Map<UUID, Integer> free) {
        return await(leases.claim(new LeaseRequest(
                "one", LEASE, limit, new LeaseRequest.Budget<>(4, Map.of()), new LeaseRequest.Budget<>(4, free))));
    }
}
