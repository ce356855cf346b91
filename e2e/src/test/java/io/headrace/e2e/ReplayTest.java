package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays among many events: of the administrator, who has none otherwise. */
class ReplayTest {
    private static final int MANY = 50_000;
    private static final int RARE = 5;
    private static final String PATH = "/api/v1/deliveries";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final int SEARCHES = 24;

    private final ExecutorService threads = Executors.newFixedThreadPool(SEARCHES);
    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asAdmin();
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final String path = "/replayed-" + UUID.randomUUID();

    @BeforeEach
    void many() {
        system.execute("""
                INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, body, created_at)
                SELECT headrace_id_floor(now() - i * interval '1 second'), 'record.created', o.id, e.id, 'test', e.id,
                       'req-' || i, '{"number":' || i || '}', now()
                FROM owner o, (SELECT id FROM endpoint ORDER BY created_at LIMIT 1) e, generate_series(1, %1$d) AS i
                WHERE o.account = '%3$s';
                INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, target_url, state, attempts, due_at,
                                      created_at, finished_at)
                SELECT id, id, owner_id, endpoint_id, record_id, '%2$s',
                       CASE WHEN split_part(request_id, '-', 2)::int %% 10000 = 0 THEN 'exhausted' ELSE 'delivered' END,
                       1, now(), now(), now()
                FROM event WHERE owner_id = (SELECT id FROM owner WHERE account = '%3$s');
                INSERT INTO attempt (delivery_id, number, started_at, duration_ms, status)
                SELECT id, 1, now(), 1, CASE state WHEN 'exhausted' THEN 404 ELSE 200 END
                FROM delivery WHERE owner_id = (SELECT id FROM owner WHERE account = '%3$s');
                ANALYZE event, delivery, attempt""".formatted(MANY, receiver.url(path), system.admin().account()));
    }

    @AfterEach
    void none() {
        receiver.close();
        threads.shutdownNow();
        system.execute("""
                DELETE FROM attempt USING delivery d
                WHERE delivery_id = d.id AND d.owner_id = (SELECT id FROM owner WHERE account = '%1$s');
                DELETE FROM delivery WHERE owner_id = (SELECT id FROM owner WHERE account = '%1$s');
                DELETE FROM event WHERE owner_id = (SELECT id FROM owner WHERE account = '%1$s')""".formatted(system.admin().account()));
    }

    @Test
    void what_is_rare_among_many_events_is_found_and_sent_once_each() {
        String filter = "{\"filter\":{\"state\":\"exhausted\",\"status\":404}%s}";
        assertThat(owner.post(PATH + "/replay", filter.formatted(",\"dryRun\":true"))
                        .json()
                        .at("/data/count")
                        .asInt())
                .isEqualTo(RARE);

        ApiClient.Answer job = owner.post(PATH + "/replay", filter.formatted(""));

        assertThat(job.status()).as(job.text()).isEqualTo(202);
        assertTotal(job, RARE);
        JsonNode finished = awaitState(job, "finished");
        assertThat(finished.path("replayed").asInt()).isEqualTo(RARE);
        assertThat(Instant.parse(finished.path("reachedAt").asText()))
                .isAfter(LocalDate.now(ZoneOffset.UTC)
                        .minusDays(2)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC));
        await().atMost(PATIENCE).until(() -> receiver.at(path).size() == RARE);
        assertThat(receiver.at(path))
                .extracting(receipt -> receipt.json().path("number").asInt())
                .containsExactlyInAnyOrder(10_000, 20_000, 30_000, 40_000, 50_000);
    }

    @Test
    void a_replay_of_many_shows_its_progress_and_ends_where_it_is_cancelled() {
        ApiClient.Answer job = owner.post(PATH + "/replay", "{\"filter\":{\"state\":\"delivered\"}}");
        assertTotal(job, MANY - RARE);
        await("progress")
                .atMost(PATIENCE)
                .until(() -> read(job).path("replayed").asInt() >= 200);
        assertThat(read(job).path("reachedAt").isNull()).isFalse();

        owner.post(job.header("Location") + "/cancel", "");

        JsonNode cancelled = awaitState(job, "cancelled");
        int replayed = cancelled.path("replayed").asInt();
        assertThat(replayed).isLessThan(MANY / 2);
        await().atMost(PATIENCE).until(() -> receiver.at(path).size() == replayed);
        assertThat(read(job).path("replayed").asInt()).isEqualTo(replayed);
    }

    @Test
    void a_search_that_takes_too_long_says_so_and_a_replay_of_it_goes_uncounted() throws Exception {
        String rare = "{\"filter\":{\"state\":\"exhausted\",\"status\":404}%s}";
        try (HeldTable attempts = HeldTable.of(system, "attempt")) {
            assertThat(owner.get(PATH + "?status=404").code()).isEqualTo(42201);
            assertThat(owner.post(PATH + "/replay", rare.formatted(",\"dryRun\":true"))
                            .code())
                    .isEqualTo(42201);
            ApiClient.Answer job = owner.post(PATH + "/replay", rare.formatted(""));
            assertThat(job.status()).as(job.text()).isEqualTo(202);
            assertThat(job.json().at("/data/total").isNull()).isTrue();
            attempts.close();
            assertThat(awaitState(job, "finished").path("replayed").asInt()).isEqualTo(RARE);
        }
    }

    /** Each would have a connection for seconds; the other reads go on. */
    @Test
    void searches_that_take_long_leave_room_for_everybody_else() throws Exception {
        try (HeldTable attempts = HeldTable.of(system, "attempt")) {
            List<CompletableFuture<ApiClient.Answer>> searches = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> owner.get(PATH + "?limit=1"), threads))
                    .limit(SEARCHES)
                    .toList();
            assertThat(owner.get("/api/v1/endpoints").status()).isEqualTo(200);

            List<ApiClient.Answer> answers =
                    searches.stream().map(CompletableFuture::join).toList();

            assertThat(answers).extracting(ApiClient.Answer::code).containsOnly(42201, 42901);
            assertThat(answers).filteredOn(answer -> answer.code() == 42201).hasSizeGreaterThanOrEqualTo(4);
            assertThat(answers)
                    .filteredOn(answer -> answer.code() == 42901)
                    .isNotEmpty()
                    .allMatch(answer -> answer.header("Retry-After").equals("5"));
        }
        assertThat(owner.get(PATH + "?limit=1").status()).isEqualTo(200);
    }

    /** One that takes more than a second to count goes uncounted. */
    private static void assertTotal(ApiClient.Answer job, int expected) {
        JsonNode total = job.json().at("/data/total");
        assertThat(total.isNull() || total.asInt() == expected).as(job.text()).isTrue();
    }

    private JsonNode awaitState(ApiClient.Answer job, String state) {
        return await(state)
                .atMost(PATIENCE)
                .until(() -> read(job), data -> data.path("state").asText().equals(state));
    }

    private JsonNode read(ApiClient.Answer job) {
        return owner.get(job.header("Location")).json().path("data");
    }
}
