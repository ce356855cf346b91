package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.aDelivery;
import static io.headrace.store.delivery.DeliveryTables.aRequest;
import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a claim and an insert read of the subscription, on real PostgreSQL. */
final class SubscriptionTargetTest {
    private static final UUID ENDPOINT = new UUID(7, 2);
    private static final UUID SUBSCRIPTION = new UUID(7, 4);

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final DeliveryStore deliveries = new DeliveryStore(tables.pool());
    private final LeaseStore leases = new LeaseStore(tables.pool());
    private final CancellationStore cancellations = new CancellationStore(tables.pool());
    private final SubscriptionStateStore states = new SubscriptionStateStore(tables.pool());

    @BeforeEach
    void subscribe() {
        tables.script("TRUNCATE subscription_state, subscription, collaborator, api_key, endpoint CASCADE");
        tables.script("INSERT INTO owner (id, account, name, password_hash, role, created_at)" + " VALUES ('"
                + DeliveryTables.OWNER + "', 'a', '', '', 'owner', now()) ON CONFLICT DO NOTHING");
        tables.script("INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret,"
                + " created_at, updated_at) VALUES ('" + ENDPOINT + "', '" + DeliveryTables.OWNER
                + "', 'a', '', '{}', 1, true, 's', now(), now())");
        tables.script("INSERT INTO subscription (id, owner_id, endpoint_id, environment, url, target_url, header_names,"
                + " sealed_secret, sealed_old_secret, old_secret_until, schedule_seconds, active, enabled_at, created_at,"
                + " updated_at) VALUES ('" + SUBSCRIPTION + "', '" + DeliveryTables.OWNER + "', '" + ENDPOINT
                + "', 'live', '', 'https://now.example:443/', '{}', 'new', 'old', headrace_now() + interval '1 hour',"
                + " '{0,600}', true, headrace_now(), now(), now())");
    }

    @Test
    void aClaimCarriesTheSubscriptionAsItIsNow() {
        tables.insert(List.of(aDeliveryToSubscription()));

        LeasedDelivery leased = claim().get(0);

        assertThat(leased.targetUrl()).isEqualTo("https://now.example:443/");
        assertThat(leased.destination()).as("the budget that it was taken from").isEqualTo("then.example:443");
        assertThat(leased.isWithdrawn()).isFalse();
        SubscriptionTarget subscription = leased.subscription();
        assertThat(subscription.sealedSecret()).isEqualTo("new");
        assertThat(subscription.sealedOldSecret()).isEqualTo("old");
        assertThat(subscription.schedule().waits()).containsExactly(Duration.ZERO, Duration.ofMinutes(10));
        assertThat(tables.texts("SELECT target_url FROM delivery")).containsExactly("https://now.example:443/");
    }

    @Test
    void soDoesAnInsert() {
        PlannedDelivery planned = aDeliveryToSubscription();
        FirstLeases first = new FirstLeases("one", DeliveryTables.LEASE, Map.of(planned.id(), UUID.randomUUID()));

        LeasedDelivery leased =
                await(deliveries.insert(List.of(planned), first)).leased().get(0);

        assertThat(leased.targetUrl()).isEqualTo("https://now.example:443/");
        assertThat(leased.subscription().sealedSecret()).isEqualTo("new");
        assertThat(await(deliveries.insert(List.of(planned), first))
                        .leased()
                        .get(0)
                        .subscription()
                        .sealedSecret())
                .as("an insert whose answer was lost")
                .isEqualTo("new");
    }

    @Test
    void anOldSecretSignsUntilItsTimeIsOver() {
        tables.insert(List.of(aDeliveryToSubscription()));
        tables.setClockAhead("61 minutes");

        assertThat(claim().get(0).subscription().sealedOldSecret()).isNull();
    }

    @Test
    void whatIsNotWantedAnyMoreIsClaimedAsWithdrawnAndCancelled() {
        for (String stop : List.of(
                "UPDATE subscription SET active = false, stopped_at = headrace_now()",
                "UPDATE subscription SET active = true, stopped_at = headrace_now(), deleted_at = headrace_now()",
                "DELETE FROM subscription")) {
            tables.script("TRUNCATE delivery, event");
            tables.insert(List.of(aDeliveryToSubscription()));
            tables.script(stop);

            List<LeasedDelivery> claimed = claim();

            assertThat(claimed).as(stop).hasSize(1).allMatch(LeasedDelivery::isWithdrawn);
            assertThat(await(cancellations.cancel(claimed))).isEqualTo(1);
            assertThat(await(cancellations.cancel(claimed))).isZero();
            assertThat(tables.texts("SELECT state || ' ' || attempts FROM delivery"))
                    .containsExactly("cancelled 0");
        }
    }

    @Test
    void aCallbackWhoseEndpointIsGoneIsClaimedAsWithdrawn() {
        tables.insert(List.of(aDelivery("callback.example")));
        tables.script("TRUNCATE endpoint CASCADE");

        assertThat(claim()).hasSize(1).allMatch(LeasedDelivery::isWithdrawn);
    }

    @Test
    void whatWaitsForASubscriptionThatWasStoppedIsCancelledAndTheRestIsNot() {
        tables.insert(List.of(aDeliveryToSubscription(), aDelivery("callback.example")));
        tables.script("UPDATE delivery SET due_at = headrace_now() + interval '1 day'");
        assertThat(await(cancellations.cancelWaiting())).isZero();

        gone(attempted());

        assertThat(await(cancellations.cancelWaiting())).isEqualTo(1);
        assertThat(tables.texts("SELECT state FROM delivery ORDER BY 1"))
                .containsExactly("cancelled", "pending", "sending");
    }

    @Test
    void whoIsActivatedAgainIsForgiven() {
        gone(attempted());
        tables.insert(List.of(aDeliveryToSubscription()));
        assertThat(claim().get(0).isWithdrawn()).isTrue();

        tables.setClockAhead("1 minute");
        tables.script("UPDATE subscription SET enabled_at = headrace_now()");
        tables.insert(List.of(aDeliveryToSubscription()));

        assertThat(claim().get(0).isWithdrawn()).isFalse();
    }

    @Test
    void whatTheOldTargetSaysLateIsNotSaidOfTheNewOne() {
        for (String change : List.of(
                "UPDATE subscription SET target_url = 'https://other.example:443/'",
                "UPDATE subscription SET enabled_at = headrace_now() + interval '1 second'")) {
            LeasedDelivery late = attempted();
            tables.script(change);

            gone(late);

            assertThat(tables.texts("SELECT disabled_reason FROM subscription_state"))
                    .as(change)
                    .isEmpty();
        }
    }

    @Test
    void whatIsOfADeactivatedOwnerIsClaimedAsWithdrawn() {
        tables.insert(List.of(aDelivery("callback.example"), aDeliveryToSubscription()));
        tables.script("UPDATE owner SET active = false");

        List<LeasedDelivery> claimed = claim();
        tables.script("UPDATE owner SET active = true");

        assertThat(claimed).hasSize(2).allMatch(LeasedDelivery::isWithdrawn);
    }

    @Test
    void theFirstAttemptWaitsAsLongAsTheScheduleSays() {
        PlannedDelivery now = aDeliveryToSubscription();
        tables.insert(List.of(new PlannedDelivery(
                now.id(),
                now.event(),
                SUBSCRIPTION,
                now.targetUrl(),
                null,
                null,
                Duration.ofSeconds(30),
                false,
                false)));

        assertThat(claim()).isEmpty();
        tables.setClockAhead("31 seconds");
        assertThat(claim()).hasSize(1);
    }

    /** As it is while its attempt is under way. */
    private LeasedDelivery attempted() {
        tables.insert(List.of(aDeliveryToSubscription()));
        return claim().stream()
                .filter(leased -> leased.subscription() != null)
                .findFirst()
                .orElseThrow();
    }

    private void gone(LeasedDelivery attempted) {
        await(states.disable(attempted.subscription(), attempted.targetUrl(), "gone"));
    }

    private List<LeasedDelivery> claim() {
        return await(leases.claim(aRequest("one", 10, 10, Map.of())).map(ClaimedDeliveries::leased));
    }

    private static PlannedDelivery aDeliveryToSubscription() {
        PlannedDelivery callback = aDelivery("then.example");
        return new PlannedDelivery(
                callback.id(),
                callback.event(),
                SUBSCRIPTION,
                callback.targetUrl(),
                null,
                null,
                Duration.ZERO,
                false,
                false);
    }
}
