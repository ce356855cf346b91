package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A destination that hangs is nobody else's trouble: from the 202 to the receipt the others' 99th percentile stays
 * within twice of what it is without it, measured before and after.
 */
@Tag("alone")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DestinationTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int OTHERS = 99;
    private static final int PER_SECOND = 60;
    private static final int FACTOR = 2;
    private static final int MOST_WARM_UP_ROUNDS = 8;
    private static final double HARDLY_BETTER = 0.75;

    /** Below this it is the machine's other work that is measured. */
    private static final double FLOOR_MILLIS = 100;

    /** A stall of the machine spoils one round, by less than this: who is held up by others waits for their timeout. */
    private static final double STALL_MILLIS = 1_000;

    private static final int ROUNDS = 3;

    private static TestSystem system;
    private static ManyReceivers others;

    /** In milliseconds. */
    private record Latency(String when, int count, double p50, double p99) {
        static Latency of(String when, List<Double> millis) {
            List<Double> sorted = millis.stream().sorted().toList();
            Latency latency = new Latency(
                    when,
                    sorted.size(),
                    sorted.get(sorted.size() / 2),
                    sorted.get((sorted.size() * 99 + 99) / 100 - 1));
            System.out.printf(
                    Locale.ROOT,
                    "202 to receipt, %s: p50 %.1f ms, p99 %.1f ms, longest %.1f ms of %d%n",
                    when,
                    latency.p50,
                    latency.p99,
                    sorted.get(sorted.size() - 1),
                    latency.count);
            return latency;
        }
    }

    @BeforeAll
    static void start() {
        system = TestSystem.start(
                "destinations",
                config -> config.with(Service.NOTIFIER, "HEADRACE_WEBHOOK_TIMEOUT", "PT5S")
                        .with(Service.NOTIFIER, "HEADRACE_WEBHOOK_SCHEDULE", "PT0S,PT1S,PT1S,PT1S"));
        others = new ManyReceivers(OTHERS);
        Latency.of("cold", latencies(10, Duration.ofSeconds(3)));
        warmUp();
    }

    @AfterAll
    static void stop() {
        others.close();
        system.close();
    }

    @Test
    @Order(1)
    void one_of_a_hundred_destinations_hangs_and_the_others_do_not_notice() {
        Latency before = toAll("99 alone", Duration.ofSeconds(6));
        Latency beside;
        try (HangingTarget hanging = new HangingTarget()) {
            IntFunction<CompletableFuture<ApiClient.Answer>> toHanging =
                    i -> system.test().postLater(ORDER, "X-Webhook-Callback", hanging.url());
            SteadyLoad.of(100, Duration.ofSeconds(2), toHanging);
            beside = best(before, () -> {
                CompletableFuture<?> more =
                        CompletableFuture.runAsync(() -> SteadyLoad.of(10, Duration.ofSeconds(8), toHanging));
                Latency round = toAll("99 beside one that hangs", Duration.ofSeconds(8));
                more.join();
                return round;
            });
            assertThat(retriesTo(hanging)).as("its retries were under way, too").isPositive();
        }
        awaitRest();
        Latency after = toAll("99 alone again", Duration.ofSeconds(6));

        assertWithin(beside, before, after);
    }

    @Test
    @Order(2)
    void one_of_fifty_subscriptions_hangs_and_the_others_do_not_notice() {
        int subscribed = 49;
        OwnerClient owner = system.asOwner();
        try (HangingTarget hanging = new HangingTarget();
                Subscriptions subscriptions = new Subscriptions(owner)) {
            for (int i = 0; i < subscribed; i++) {
                subscriptions.add("test", others.url(i));
            }
            subscriptions.awaitKnown();
            Latency before = fannedOut("49 subscriptions alone", subscribed);
            JsonNode late = subscriptions.add("test", hanging.url());
            subscriptions.awaitKnown();
            Latency beside = best(before, () -> fannedOut("49 subscriptions beside one that hangs", subscribed));
            assertThat(hanging.connections()).isPositive();
            system.asOwner().patch(Subscriptions.PATH + "/" + late.path("id").asText(), "{\"active\":false}");
            subscriptions.awaitKnown();
            Latency after = fannedOut("49 subscriptions alone again", subscribed);

            assertWithin(beside, before, after);
        }
        awaitRest();
    }

    /** The last: its deliveries take long to fail. */
    @Test
    @Order(3)
    void ten_thousand_due_deliveries_to_a_dead_host_are_their_owners_trouble_only() {
        int due = 10_000;
        Latency before = toAll("99 alone", Duration.ofSeconds(6));
        try (HangingTarget dead = new HangingTarget()) {
            ApiClient another = anotherOwner();
            postAll(due, () -> another.postLater(ORDER, "X-Webhook-Callback", dead.url()));
            await().atMost(PATIENCE)
                    .until(() ->
                            system.count("SELECT count(*) FROM delivery WHERE target_url LIKE '" + dead.url() + "%'")
                                    == due);

            Latency beside =
                    best(before, () -> toAll("99 beside 10,000 deliveries to a dead host", Duration.ofSeconds(8)));

            assertThat(system.count("SELECT count(*) FROM delivery WHERE target_url LIKE '" + dead.url()
                            + "%' AND state IN ('pending', 'waiting') AND due_at <= headrace_now()"))
                    .as("still due")
                    .isGreaterThan(due / 2);
            assertWithin(beside, before, before);
        }
    }

    /** Until a round is hardly better than the one before: what has just been started would make any figure look good. */
    private static void warmUp() {
        double before = Double.MAX_VALUE;
        for (int i = 0; i < MOST_WARM_UP_ROUNDS; i++) {
            double now = toAll("warming up", Duration.ofSeconds(3)).p99();
            if (now > HARDLY_BETTER * before) {
                return;
            }
            before = now;
        }
    }

    private static Latency toAll(String when, Duration duration) {
        return Latency.of(when, latencies(PER_SECOND, duration));
    }

    private static List<Double> latencies(int perSecond, Duration duration) {
        List<SteadyLoad.Accepted> accepted = SteadyLoad.of(
                perSecond, duration, i -> system.test().postLater(ORDER, "X-Webhook-Callback", others.url(i % OTHERS)));
        List<Double> millis = new ArrayList<>();
        accepted.forEach(write -> millis.add(awaitMillis(write, write.number() % OTHERS)));
        return millis;
    }

    private static Latency fannedOut(String when, int subscribed) {
        List<SteadyLoad.Accepted> accepted =
                SteadyLoad.of(4, Duration.ofSeconds(5), i -> system.test().postLater(ORDER));
        List<Double> millis = new ArrayList<>();
        for (SteadyLoad.Accepted write : accepted) {
            for (int i = 0; i < subscribed; i++) {
                millis.add(awaitMillis(write, i));
            }
        }
        return Latency.of(when, millis);
    }

    /** A webhook may be faster than the answer's way back. */
    private static double awaitMillis(SteadyLoad.Accepted write, int receiver) {
        OptionalLong told = await(write.operationId())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .until(() -> others.toldNanos(receiver, write.operationId()), OptionalLong::isPresent);
        return Math.max(0, told.getAsLong() - write.answeredNanos()) / 1e6;
    }

    private static Latency best(Latency before, Supplier<Latency> round) {
        Latency best = round.get();
        assertThat(best.p99()).as("%s, %s", before, best).isLessThan(Math.max(STALL_MILLIS, most(before)));
        for (int i = 1; i < ROUNDS && best.p99() > most(before); i++) {
            Latency next = round.get();
            best = next.p99() < best.p99() ? next : best;
        }
        return best;
    }

    private static void assertWithin(Latency beside, Latency before, Latency after) {
        double most = Math.max(most(before), most(after));
        assertThat(beside.p99()).as("%s, %s, %s", before, beside, after).isLessThanOrEqualTo(most);
    }

    private static double most(Latency alone) {
        return Math.max(FLOOR_MILLIS, FACTOR * alone.p99());
    }

    private static long retriesTo(HangingTarget hanging) {
        return system.count(
                "SELECT count(*) FROM delivery WHERE target_url LIKE '" + hanging.url() + "%' AND attempts > 0");
    }

    private static void awaitRest() {
        await("no delivery is open")
                .atMost(PATIENCE)
                .until(() ->
                        system.count("SELECT count(*) FROM delivery WHERE state IN ('pending', 'sending', 'waiting')")
                                == 0);
    }

    private static void postAll(int count, java.util.function.Supplier<CompletableFuture<ApiClient.Answer>> post) {
        Semaphore room = new Semaphore(64);
        List<CompletableFuture<ApiClient.Answer>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            room.acquireUninterruptibly();
            all.add(post.get().whenComplete((answer, failure) -> room.release()));
        }
        assertThat(all).extracting(answer -> answer.join().status()).containsOnly(202);
    }

    /** Somebody else, with an endpoint of the same name. */
    private static ApiClient anotherOwner() {
        ApiClient.Answer made = system.asAdmin()
                .post(
                        "/api/v1/owners",
                        "{\"account\":\"dead@example.com\",\"password\":\"a-long-password\",\"name\":\"Dead\",\"plan\":\"enterprise\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        OwnerClient owner = OwnerClient.login(system.baseUrl(), "dead@example.com", "a-long-password");
        ApiClient.Answer endpoint =
                owner.post("/api/v1/endpoints", "{\"slug\":\"orders\",\"name\":\"Orders\",\"schema\":{}}");
        assertThat(endpoint.status()).as(endpoint.text()).isEqualTo(201);
        ApiClient.Answer key = owner.post(
                "/api/v1/endpoints/orders/keys", "{\"name\":\"a\",\"environment\":\"test\",\"scope\":\"read-write\"}");
        assertThat(key.status()).as(key.text()).isEqualTo(201);
        return new ApiClient(system.baseUrl(), key.json().at("/data/key").asText());
    }
}
