package io.headrace.notifier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Callback;
import io.headrace.contracts.Environment;
import io.headrace.contracts.EventHeaders;
import io.headrace.contracts.EventType;
import io.headrace.contracts.Ids;
import io.headrace.contracts.Origin;
import io.headrace.store.delivery.PlannedDelivery;
import io.headrace.store.subscription.EndpointSubscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DeliveryPlannerTest {
    private static final UUID OWNER = new UUID(7, 2);
    private static final String TARGET = "https://shop.example:443/";
    private static final UUID EVENT_ID = UUID.fromString("019a0000-0000-7000-8000-000000000001");

    @Test
    void aCallbackIsOneDeliveryWithOneIdForEver() {
        ReceivedEvent event = event(Origin.API, new Callback("https://shop.example/hook", "X-Shop", "k1.sealed"));

        PlannedDelivery planned = DeliveryPlanner.plan(event, List.of()).get(0);

        assertThat(DeliveryPlanner.plan(event, List.of())).containsExactly(planned);
        assertThat(planned.id()).isEqualTo(Ids.derive(EVENT_ID, "callback"));
        assertThat(planned.subscriptionId()).isNull();
        assertThat(planned.authHeader()).isEqualTo("X-Shop");
        assertThat(planned.sealedAuth()).isEqualTo("k1.sealed");
        assertThat(planned.event().body()).isEqualTo("{}");
    }

    @Test
    void anEventThatNobodyAskedForIsNoDelivery() {
        assertThat(DeliveryPlanner.plan(event(Origin.API, null), List.of())).isEmpty();
    }

    @Test
    void theConsoleFiresNoWebhooks() {
        assertThat(DeliveryPlanner.plan(
                        event(Origin.CONSOLE, new Callback("https://shop.example/", null, null)), List.of()))
                .isEmpty();
    }

    @Test
    void eachSubscriptionThatWantsTheEventIsOneDeliveryBesidesTheCallback() {
        ReceivedEvent event = event(Origin.API, new Callback("https://shop.example/", null, null));

        List<PlannedDelivery> planned = DeliveryPlanner.plan(
                event, List.of(subscription(1, OWNER, Environment.LIVE), subscription(2, OWNER, Environment.LIVE)));

        assertThat(planned)
                .extracting(PlannedDelivery::subscriptionId)
                .containsExactly(null, new UUID(9, 1), new UUID(9, 2));
        assertThat(planned).extracting(PlannedDelivery::id).doesNotHaveDuplicates();
        assertThat(planned.get(1).id()).isEqualTo(Ids.delivery(EVENT_ID, new UUID(9, 1)));
        assertThat(planned)
                .extracting(PlannedDelivery::event)
                .containsOnly(planned.get(0).event());
    }

    @Test
    void whatIsForAnotherOwnerEnvironmentOrTypeIsNotPlanned() {
        List<EndpointSubscription> others = List.of(
                subscription(1, new UUID(7, 99), Environment.LIVE),
                subscription(2, OWNER, Environment.TEST),
                new EndpointSubscription(
                        new UUID(9, 3),
                        OWNER,
                        Environment.LIVE,
                        TARGET,
                        Set.of(EventType.RECORD_DELETED),
                        Duration.ZERO,
                        false,
                        false));

        assertThat(DeliveryPlanner.plan(event(Origin.API, null), others)).isEmpty();
        assertThat(DeliveryPlanner.plan(event(Origin.CONSOLE, null), List.of(subscription(1, OWNER, Environment.LIVE))))
                .isEmpty();
    }

    @Test
    void whatIsReadAgainIsNotToldToWhoHasSubscribedSince() {
        Instant accepted = Ids.time(EVENT_ID);

        assertThat(DeliveryPlanner.plan(
                        event(Origin.API, null),
                        List.of(
                                subscribedAt(accepted.plus(Duration.ofMinutes(2))),
                                subscribedAt(accepted.plus(Duration.ofSeconds(30))))))
                .as("clocks differ by less than a minute")
                .hasSize(1);
    }

    private static EndpointSubscription subscribedAt(Instant time) {
        return new EndpointSubscription(
                Ids.derive(time, "one"), OWNER, Environment.LIVE, TARGET, null, Duration.ZERO, false, false);
    }

    private static EndpointSubscription subscription(int id, UUID ownerId, Environment environment) {
        return new EndpointSubscription(
                new UUID(9, id), ownerId, environment, TARGET, null, Duration.ZERO, false, false);
    }

    @Test
    void aTargetHasOneSpelling() {
        assertThat(target("https://SHOP.example/hook")).isEqualTo(target("https://shop.example:443/hook"));
        assertThat(target("not a url")).isEqualTo("not a url");
    }

    private static String target(String url) {
        return DeliveryPlanner.plan(event(Origin.API, new Callback(url, null, null)), List.of())
                .get(0)
                .targetUrl();
    }

    private static ReceivedEvent event(Origin origin, @Nullable Callback callback) {
        return new ReceivedEvent(
                new EventHeaders(
                        EVENT_ID,
                        EventType.RECORD_CREATED,
                        new UUID(7, 1),
                        new UUID(7, 2),
                        new UUID(7, 3),
                        Environment.LIVE,
                        origin,
                        "req-1",
                        null,
                        callback,
                        4711L),
                "{}");
    }
}
