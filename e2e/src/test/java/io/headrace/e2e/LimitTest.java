package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How much an owner may ask, and what it is told about it. */
class LimitTest {
    /** What a change of plan may take to reach every instance. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    /** With what a busy machine takes. */
    private static final Duration CHANGED_WITHIN = Duration.ofSeconds(15);

    private final TestSystem system = TestSystem.shared();

    @Test
    void each_answer_says_what_is_left() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 50, 100000");

        for (int left = 49; left > 45; left--) {
            ApiClient.Answer answer = owner.post();

            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("50");
            assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(left));
            assertThat(Long.parseLong(answer.header("X-RateLimit-Reset")))
                    .isEqualTo(midnightAfter(databaseNow()).getEpochSecond());
            assertThat(answer.header("RateLimit-Policy"))
                    .isEqualTo("\"second\";q=1000;w=1, \"minute\";q=60000;w=60, "
                            + "\"day\";q=50;w=86400, \"month\";q=100000;w=2592000");
            assertThat(answer.header("RateLimit")).matches("\"day\";r=" + left + ";t=[1-9][0-9]*");
        }
    }

    @Test
    void errors_say_it_too_and_so_does_a_401_where_the_owner_is_known() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 50, 100000");
        List<ApiClient.Answer> refused = List.of(
                owner.post(system.baseUrl(), "{}"),
                owner.post(system.baseUrl(), "not JSON"),
                owner.get("/api/v1/data/things/rec_01m80zvncpebnt23g69cveys3k"),
                owner.get("/api/v1/data/nothing-here"),
                owner.get("/api/v1/operations/op_01m80zvncpebnt23g69cveys3k"),
                owner.post(system.baseUrl(), owner.key("now() - interval '1 second'"), LimitedOwner.THING));

        assertThat(refused).extracting(ApiClient.Answer::status).containsExactly(400, 400, 404, 404, 404, 401);
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.header("X-RateLimit-Limit")).as(answer.text()).matches("[1-9][0-9]*");
            assertThat(answer.header("X-RateLimit-Remaining")).matches("[1-9][0-9]*");
            assertThat(answer.header("X-RateLimit-Reset")).matches("[1-9][0-9]{9}");
            assertThat(answer.header("RateLimit")).isNotEmpty();
            assertThat(answer.header("RateLimit-Policy")).isNotEmpty();
        });
    }

    @Test
    void what_is_refused_as_invalid_counts_and_what_is_refused_as_unauthorized_does_not() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 50, 100000");

        owner.post(system.baseUrl(), "not JSON");
        owner.post(system.baseUrl(), owner.key("now() - interval '1 second'"), LimitedOwner.THING);

        assertThat(owner.post().header("X-RateLimit-Remaining")).isEqualTo("48");
    }

    @Test
    void reads_have_a_limit_of_their_own() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 1, 100000");
        assertThat(owner.post().status()).isEqualTo(202);
        assertThat(owner.post().status()).isEqualTo(429);

        ApiClient.Answer read = owner.list();

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("X-RateLimit-Limit")).isEqualTo("1000");
    }

    @Test
    void who_asks_too_fast_is_told_when_to_come_back_and_then_it_works() {
        LimitedOwner owner = new LimitedOwner(system, "2, 60000, 100000, 100000");

        ApiClient.Answer refused = await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(1))
                .until(owner::post, answer -> answer.status() == 429);

        assertThat(refused.code()).isEqualTo(42901);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.json().path("retryAfter").isInt()).isTrue();
        assertThat(refused.json().path("retryAfter").asInt()).isEqualTo(1);
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.header("RateLimit")).isEqualTo("\"second\";r=0;t=1");
        assertThat(refused.json().path("message").asText()).isEqualTo("No more than 2 such requests a second");
        Rounds.assertOneWithin(Duration.ofMillis(1_900), () -> {
            await().pollInterval(Duration.ofMillis(1)).until(() -> owner.post().status() == 429);
            await().pollDelay(Duration.ofSeconds(1)).until(() -> owner.post().status() == 202);
        });
    }

    @Test
    void a_used_up_day_lasts_until_midnight() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 3, 100000");
        for (int i = 0; i < 3; i++) {
            assertThat(owner.post().status()).isEqualTo(202);
        }

        long most = secondsLeftToday() + 1;
        ApiClient.Answer refused = owner.post();
        long least = secondsLeftToday() - 1;

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(42902);
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(least, most);
        assertThat(refused.json().path("retryAfter").asLong()).isBetween(least, most);
    }

    @Test
    void a_used_up_month_is_said_to_be_the_month() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 3, 3");
        for (int i = 0; i < 3; i++) {
            owner.post();
        }

        ApiClient.Answer refused = owner.post();

        assertThat(refused.code()).isEqualTo(42902);
        assertThat(refused.header("RateLimit")).startsWith("\"month\";r=0;t=");
        Instant reset = Instant.ofEpochSecond(Long.parseLong(refused.header("X-RateLimit-Reset")));
        assertThat(reset.atOffset(ZoneOffset.UTC).getDayOfMonth()).isEqualTo(1);
        assertThat(reset).isAfter(databaseNow());
    }

    @Test
    void an_expired_plan_lets_nothing_through() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 100000, 100000");
        owner.planExpires("now() - interval '1 second'");

        for (ApiClient.Answer answer : List.of(owner.post(), owner.list())) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo(40303);
            assertThat(answer.header("X-RateLimit-Limit")).isNotEmpty();
        }
        assertThat(owner.taken("write", "day")).isZero();
    }

    @Test
    void another_plan_counts_on_both_instances_within_five_seconds() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 5, 100000");
        List<String> instances = List.of(system.baseUrl(), system.secondBaseUrl());
        for (String instance : instances) {
            owner.post(instance, LimitedOwner.THING);
        }

        AtomicInteger day = new AtomicInteger(500);
        Rounds.assertOneWithin(PROMISED, () -> {
            owner.limit("write", "1000, 60000, " + day.incrementAndGet() + ", 100000");
            for (String instance : instances) {
                awaitLimit(owner, instance, day.toString());
            }
        });
        for (int i = 0; i < 20; i++) {
            assertThat(owner.post(instances.get(i % 2), LimitedOwner.THING).status())
                    .isEqualTo(202);
        }

        owner.limit("write", "1000, 60000, 6, 100000");
        for (String instance : instances) {
            awaitLimit(owner, instance, "6");
            assertThat(owner.post(instance, LimitedOwner.THING).code()).isEqualTo(42902);
        }
        owner.planExpires("now()");
        for (String instance : instances) {
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(CHANGED_WITHIN)
                    .until(() -> owner.post(instance, LimitedOwner.THING).code() == 40303);
        }
    }

    @Test
    void two_instances_together_let_no_more_through_and_hardly_less() {
        LimitedOwner owner = new LimitedOwner(system, "100000, 6000000, 300, 1000000");

        long through = hammer(owner, 600);

        assertThat(through).isBetween(285L, 300L);
    }

    @Test
    void each_second_counts_for_itself_over_two_instances() {
        LimitedOwner owner = new LimitedOwner(system, "20, 6000000, 1000000, 1000000");
        system.secondBaseUrl();
        Instant first = databaseNow().truncatedTo(ChronoUnit.SECONDS);

        long through = hammer(owner, 400);

        long seconds = first.until(databaseNow(), ChronoUnit.SECONDS) + 1;
        assertThat(through).isBetween(20L, 20 * seconds);
    }

    @Test
    void a_restart_gives_nothing_back_and_loses_next_to_nothing() {
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 1000, 100000");
        String second = system.secondBaseUrl();
        for (int i = 0; i < 30; i++) {
            assertThat(owner.post(second, LimitedOwner.THING).status()).isEqualTo(202);
        }

        system.local().restart("ingest-api-2");

        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> owner.post(second, "{}").status() == 400);
        assertThat(owner.post(second, LimitedOwner.THING).header("X-RateLimit-Remaining"))
                .isEqualTo("968");
    }

    private static void awaitLimit(LimitedOwner owner, String instance, String limit) {
        await("limit " + limit)
                .pollInterval(Duration.ofMillis(100))
                .atMost(CHANGED_WITHIN)
                .until(() ->
                        owner.post(instance, "{}").header("RateLimit-Policy").contains("\"day\";q=" + limit + ";"));
    }

    /** From both instances at once, sixteen at a time; how many were let through. */
    private long hammer(LimitedOwner owner, int requests) {
        List<CompletableFuture<Long>> clients = new ArrayList<>();
        for (int client = 0; client < 16; client++) {
            String instance = client % 2 == 0 ? system.baseUrl() : system.secondBaseUrl();
            clients.add(CompletableFuture.supplyAsync(() -> through(owner, instance, requests / 16)));
        }
        return clients.stream().mapToLong(CompletableFuture::join).sum();
    }

    private static long through(LimitedOwner owner, String instance, int requests) {
        long through = 0;
        for (int i = 0; i < requests; i++) {
            ApiClient.Answer answer = owner.post(instance, LimitedOwner.THING);
            assertThat(answer.status()).as(answer.text()).isIn(202, 429);
            through += answer.status() == 202 ? 1 : 0;
        }
        return through;
    }

    private Instant databaseNow() {
        return ((java.sql.Timestamp)
                        system.query("SELECT headrace_now() AS now").get(0).get("now"))
                .toInstant();
    }

    private long secondsLeftToday() {
        Instant now = databaseNow();
        return Duration.between(now, midnightAfter(now)).toSeconds();
    }

    private static Instant midnightAfter(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }
}
