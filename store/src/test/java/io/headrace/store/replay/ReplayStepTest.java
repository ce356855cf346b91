package io.headrace.store.replay;

import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.store.delivery.DeliveryTables;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReplayStepTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LIMIT = 100;

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables().keepingRows();

    private final ReplayStore replays = new ReplayStore(tables.pool());

    @BeforeAll
    static void fill() {
        ManyDeliveries.fill(tables);
    }

    @BeforeEach
    void noJobs() {
        tables.script("DELETE FROM replay_job; DELETE FROM delivery WHERE replay_of IS NOT NULL");
        tables.setClockAhead("0");
    }

    @Test
    void aFilterThatMatchesLittleGetsThroughAllEventsInStepsThatAreBounded() {
        job("states", "'{exhausted}'", "status", "404");

        int steps = 0;
        String reached = "";
        while (step(PAUSE)) {
            steps++;
            String now = text("SELECT coalesce(after_event::text, '') FROM replay_job");
            assertThat(now).isGreaterThanOrEqualTo(reached);
            reached = now;
            tables.setClockAhead(2 * steps + " seconds");
        }

        int events = ManyDeliveries.COUNT - ManyDeliveries.COUNT / 100;
        assertThat(steps).isEqualTo(events / ReplayStore.EVENTS_A_STEP + 1);
        assertThat(text("SELECT state || ' ' || replayed FROM replay_job"))
                .isEqualTo("finished " + ManyDeliveries.COUNT / ManyDeliveries.RARE_EVERY);
        assertThat(text("""
                SELECT count(*) || ' ' || count(DISTINCT replay_of) || ' ' || count(DISTINCT owner_id) FROM delivery
                WHERE replay_of IS NOT NULL AND state = 'pending'""")).isEqualTo("30 30 1");
    }

    @Test
    void aStepThatFindsNothingNeedNotPauseAndOneThatSendsDoes() {
        job("states", "'{cancelled}'");
        int empty = 0;
        while (step(PAUSE)) {
            empty++;
        }
        assertThat(empty).isGreaterThan(10);
        noJobs();
        job("states", "'{exhausted}'");
        tables.stopClock();

        assertThat(step(PAUSE)).isTrue();

        assertThat(step(PAUSE)).isFalse();
    }

    @Test
    void aStepSendsNoMoreThanItMayAndTheNextGoesOnBehindIt() {
        job("states", "'{delivered}'", "subscription_id", "'" + ManyDeliveries.BUSY + "'");

        for (int step = 1; step <= 3; step++) {
            assertThat(step(PAUSE)).isTrue();
            tables.setClockAhead(2 * step + " seconds");
        }

        assertThat(text("SELECT state || ' ' || replayed FROM replay_job")).isEqualTo("running 300");
        assertThat(text("SELECT count(DISTINCT replay_of)::text FROM delivery WHERE replay_of IS NOT NULL"))
                .isEqualTo("300");
    }

    @Test
    void aQuietSubscriptionIsNotWalkedToThroughAllEvents() {
        job("states", "'{delivered}'", "subscription_id", "'" + ManyDeliveries.QUIET + "'");

        assertThat(stepsToEnd()).isLessThanOrEqualTo(ManyDeliveries.QUIET_COUNT + 1);

        assertThat(text("SELECT state || ' ' || replayed FROM replay_job"))
                .isEqualTo("finished " + ManyDeliveries.QUIET_COUNT);
    }

    @Test
    void oneRecordAndOneDeliveryTakeOneStep() {
        job("states", "'{delivered}'", "record_id", "made_up_id(3000, 'record')");
        assertThat(stepsToEnd()).isEqualTo(1);
        assertThat(text("SELECT state || ' ' || replayed FROM replay_job"))
                .startsWith("finished ")
                .isNotEqualTo("finished 0");
        noJobs();

        job("states", "'{delivered}'", "delivery_id", "made_up_id(59999, 'busy')");

        assertThat(stepsToEnd()).isEqualTo(1);
        assertThat(text("SELECT state || ' ' || replayed FROM replay_job")).isEqualTo("finished 1");
    }

    @Test
    void timesBoundTheWalk() {
        job(
                "states", "'{delivered}'",
                "from_at", "date_trunc('day', now(), 'UTC') - interval '2 days' + interval '50 seconds'",
                "to_at", "date_trunc('day', now(), 'UTC') - interval '2 days' + interval '60 seconds'");

        assertThat(stepsToEnd()).isEqualTo(1);

        assertThat(text("SELECT state || ' ' || replayed FROM replay_job")).isEqualTo("finished 10");
    }

    @Test
    void aCancelledJobMakesNoStep() {
        job("states", "'{exhausted}'");
        tables.script("UPDATE replay_job SET state = 'cancelled'");

        assertThat(step(PAUSE)).isFalse();
    }

    @Test
    void aStepThatCannotBeMadeLeavesTheTurnToOthers() {
        UUID stuck = job("states", "'{exhausted}'");
        tables.stopClock();
        SqlConnection other = lockedDeliveries();

        assertThatThrownBy(() -> step(PAUSE)).hasMessageContaining(stuck.toString());

        await(other.query("ROLLBACK").execute());
        await(other.close());
        assertThat(step(PAUSE)).as("it pauses").isFalse();
        tables.setClockAhead("20 seconds");
        assertThat(stepsToEnd()).isPositive();
        assertThat(text("SELECT state FROM replay_job")).isEqualTo("finished");
    }

    @Test
    void oneOwnersManyReplaysKeepNobodyElseWaiting() {
        for (int i = 0; i < 30; i++) {
            job("states", "'{cancelled}'", "delivery_id", "made_up_id(" + (30_000 + i) + ", 'busy')");
        }
        UUID other = job("states", "'{exhausted}'");
        tables.script("UPDATE replay_job SET created_at = now() + interval '2 minutes', owner_id = '"
                + ManyDeliveries.OTHER_OWNER + "' WHERE id = '" + other + "'");

        UUID first = await(replays.step(PAUSE, LIMIT, Set.of())).orElseThrow();
        UUID second = await(replays.step(PAUSE, LIMIT, Set.of(first))).orElseThrow();

        assertThat(first).as("who has waited longest").isEqualTo(ManyDeliveries.OWNER);
        assertThat(second).isEqualTo(ManyDeliveries.OTHER_OWNER);
        assertThat(await(replays.step(PAUSE, LIMIT, Set.of(first, second)))).isEmpty();
    }

    @Test
    void aNewJobDoesNotGoBeforeOneThatWaitsLonger() {
        UUID bulk = job("states", "'{delivered}'");
        assertThat(step(PAUSE)).isTrue();
        tables.setClockAhead("3 minutes");
        job("states", "'{delivered}'", "delivery_id", "made_up_id(59999, 'busy')");
        tables.script("UPDATE replay_job SET created_at = now() + interval '2 minutes' WHERE id <> '" + bulk + "'");

        assertThat(step(PAUSE)).isTrue();

        assertThat(text("SELECT replayed::text FROM replay_job WHERE id = '" + bulk + "'"))
                .isEqualTo(Integer.toString(2 * LIMIT));
    }

    /** They would fill the step up, and the ones at its end would be passed over. */
    @Test
    void eventsThatComeWhileAStepIsMadePushNoneOutOfIt() {
        job("states", "'{cancelled}'");
        String last = text("SELECT id::text FROM event WHERE owner_id = '" + ManyDeliveries.OWNER
                + "' ORDER BY id OFFSET " + (ReplayStore.EVENTS_A_STEP - 1) + " LIMIT 1");
        tables.script("UPDATE delivery SET state = 'cancelled' WHERE event_id = '" + last + "'");
        SqlConnection other = lockedDeliveries();
        replays.step(PAUSE, LIMIT, Set.of()).subscribe().with(done -> {});
        until("SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'delivery'::regclass AND NOT granted)::text");

        tables.script("""
                INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, body, created_at)
                SELECT made_up_id(i, 'late'), 'record.created', '%s', '%s', 'live', made_up_id(i, 'record'), '', '', now()
                FROM generate_series(1, 9) AS i""".formatted(ManyDeliveries.OWNER, ManyDeliveries.ENDPOINT));
        await(other.query("ROLLBACK").execute());
        await(other.close());

        until("SELECT (stepped_at IS NOT NULL)::text FROM replay_job");
        assertThat(text("SELECT replayed::text FROM replay_job")).isEqualTo("1");
        tables.script("DELETE FROM event WHERE id IN (SELECT made_up_id(i, 'late') FROM generate_series(1, 9) AS i)");
        tables.script("UPDATE delivery SET state = 'delivered' WHERE event_id = '" + last + "'");
    }

    @Test
    void aTurnLooksAtFewPagesHoweverManyJobsOneOwnerHas() {
        tables.script("INSERT INTO replay_job (id, owner_id, states, replayed, state, created_at)"
                + " SELECT gen_random_uuid(), CASE WHEN i < 20000 THEN '" + ManyDeliveries.OWNER
                + "' ELSE gen_random_uuid() END, '{}', 0, 'running', now() FROM generate_series(1, 20020) AS i");
        tables.script("ANALYZE replay_job");
        List<String> plan = new ArrayList<>();

        await(tables.pool()
                        .preparedQuery("EXPLAIN (ANALYZE, BUFFERS) " + ReplayStore.JOB)
                        .execute(Tuple.of(PAUSE.toMillis(), new UUID[0])))
                .forEach(row -> plan.add(row.getString(0)));

        Matcher pages = Pattern.compile("Buffers: shared hit=(\\d+)").matcher(String.join(" ", plan));
        assertThat(pages.find()).isTrue();
        assertThat(Integer.parseInt(pages.group(1))).as(String.join("\n", plan)).isLessThan(500);
    }

    @Test
    void theJobOfADeactivatedOwnerEnds() {
        job("states", "'{delivered}'");
        assertThat(step(Duration.ZERO)).isTrue();
        tables.script("UPDATE owner SET active = false");

        assertThat(step(Duration.ZERO)).isTrue();

        tables.script("UPDATE owner SET active = true");
        assertThat(step(Duration.ZERO)).isFalse();
        assertThat(text("SELECT state || ' ' || replayed || ' ' || (finished_at IS NOT NULL) FROM replay_job"))
                .isEqualTo("cancelled " + LIMIT + " true");
    }

    /** It goes on until PostgreSQL ends it, and nobody is there to be told. */
    @Test
    void aStepThatItsCallerGaveUpIsPostponed() {
        job("states", "'{exhausted}'");
        SqlConnection other = lockedDeliveries();
        Cancellable given = replays.step(PAUSE, LIMIT, Set.of()).subscribe().with(done -> {});
        String waits = "EXISTS (SELECT FROM pg_locks WHERE relation = 'delivery'::regclass AND NOT granted)";
        until("SELECT (" + waits + ")::text");

        given.cancel();

        until("SELECT (NOT " + waits + ")::text");
        await(other.query("ROLLBACK").execute());
        await(other.close());
        until("SELECT (stepped_at IS NOT NULL)::text FROM replay_job");
        assertThat(text("SELECT state || ' ' || replayed FROM replay_job")).isEqualTo("running 0");
    }

    /** Until it rolls back, for longer than any step may take. */
    private static SqlConnection lockedDeliveries() {
        SqlConnection other = await(tables.pool().getConnection());
        await(other.query("BEGIN; SET LOCAL idle_in_transaction_session_timeout = '1min';"
                        + " SET LOCAL transaction_timeout = '2min'; LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE")
                .execute());
        return other;
    }

    /** Asks until the answer is true. */
    private static void until(String sql) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!text(sql).equals("true")) {
            assertThat(System.nanoTime()).as(sql).isLessThan(end);
        }
    }

    private boolean step(Duration pause) {
        return await(replays.step(pause, LIMIT, Set.of())).isPresent();
    }

    private int stepsToEnd() {
        int steps = 0;
        while (step(Duration.ZERO)) {
            steps++;
        }
        return steps;
    }

    /** @param columns each followed by its value as SQL */
    private static UUID job(String... columns) {
        UUID id = UUID.randomUUID();
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < columns.length; i += 2) {
            names.append(", ").append(columns[i]);
            values.append(", ").append(columns[i + 1]);
        }
        tables.script("INSERT INTO replay_job (id, owner_id, replayed, state, created_at" + names + ") VALUES ('" + id
                + "', '" + ManyDeliveries.OWNER + "', 0, 'running', now() + interval '1 minute'" + values + ")");
        return id;
    }

    private static String text(String sql) {
        List<String> texts = tables.texts(sql);
        assertThat(texts).hasSize(1);
        return texts.get(0);
    }
}
