package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.LEASE;
import static io.headrace.store.delivery.DeliveryTables.OWNER;
import static io.headrace.store.delivery.DeliveryTables.aDelivery;
import static io.headrace.store.delivery.DeliveryTables.aRequest;
import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whom a claim passes over: destinations and owners that have all they may have. */
final class LeaseBudgetTest {
    private static final UUID OTHER_OWNER = new UUID(8, 1);

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final DeliveryStore deliveries = new DeliveryStore(tables.pool());
    private final LeaseStore leases = new LeaseStore(tables.pool());

    @Test
    void aDestinationThatHangsLeavesRoomForOthers() {
        List<PlannedDelivery> planned = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> planned.add(aDelivery("hangs.example")));
        tables.insert(planned);
        tables.insert(List.of(aDelivery("fine.example")));

        List<LeasedDelivery> first =
                await(leases.claim(aRequest("one", 10, 4, Map.of())).map(ClaimedDeliveries::leased));
        List<LeasedDelivery> second = await(leases.claim(aRequest("one", 6, 4, Map.of("hangs.example:443", 0)))
                .map(ClaimedDeliveries::leased));

        assertThat(first)
                .extracting(LeasedDelivery::destination)
                .containsOnly("hangs.example:443")
                .hasSize(4);
        assertThat(second).extracting(LeasedDelivery::destination).containsExactly("fine.example:443");
        assertThat(await(leases.claim(aRequest("one", 6, 4, Map.of("hangs.example:443", 1)))
                        .map(ClaimedDeliveries::leased)))
                .hasSize(1);
    }

    @Test
    void anOwnerWithManyDestinationsLeavesRoomForOthers() {
        tables.insert(IntStream.range(0, 20)
                .mapToObj(i -> aDelivery("h" + i + ".example"))
                .toList());
        tables.insert(List.of(aDelivery("fine.example", OTHER_OWNER)));

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
        tables.insert(
                IntStream.range(0, 5).mapToObj(i -> aDelivery("busy.example")).toList());
        tables.insert(List.of(aDelivery("a.example"), aDelivery("b.example")));

        List<LeasedDelivery> taken = await(leases.claim(new LeaseRequest(
                        "one",
                        LEASE,
                        10,
                        true,
                        new LeaseRequest.Budget<>(1, Map.of()),
                        new LeaseRequest.Budget<>(3, Map.of())))
                .map(ClaimedDeliveries::leased));

        assertThat(taken)
                .extracting(LeasedDelivery::destination)
                .containsExactlyInAnyOrder("busy.example:443", "a.example:443", "b.example:443");
    }

    @Test
    void whereRetriesHaveTakenTheirShareFirstAttemptsGoBeforeThem() {
        tables.insert(List.of(aDelivery("a.example"), aDelivery("b.example")));
        tables.script("UPDATE delivery SET state = 'waiting', attempts = 1, due_at = headrace_now()"
                + " - interval '1 minute' WHERE target_url LIKE '%a.example%'");

        assertThat(claimWithoutRetries())
                .extracting(LeasedDelivery::destination)
                .containsExactly("b.example:443");
        assertThat(claimForOwners(10, Map.of()))
                .extracting(LeasedDelivery::destination)
                .containsExactly("a.example:443");
    }

    private List<LeasedDelivery> claimWithoutRetries() {
        return await(leases.claim(new LeaseRequest(
                        "one",
                        LEASE,
                        10,
                        false,
                        new LeaseRequest.Budget<>(4, Map.of()),
                        new LeaseRequest.Budget<>(4, Map.of())))
                .map(ClaimedDeliveries::leased));
    }

    private List<LeasedDelivery> claimForOwners(int limit, Map<UUID, Integer> free) {
        return await(leases.claim(new LeaseRequest(
                        "one",
                        LEASE,
                        limit,
                        true,
                        new LeaseRequest.Budget<>(4, Map.of()),
                        new LeaseRequest.Budget<>(4, free)))
                .map(ClaimedDeliveries::leased));
    }
}
