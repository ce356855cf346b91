package io.headrace.store.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.store.tenant.Migrations;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets how many tokens, on real PostgreSQL. */
final class QuotaStoreTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();
    private static final Instant NOON = Instant.parse("2026-02-28T12:00:00.250Z");

    @TempDir
    static Path folder;

    private static Backends backends;
    private static Pool pool;

    private final QuotaStore store = new QuotaStore(pool);
    private final MeterKey meter = new MeterKey(UUID.randomUUID(), LimitKind.WRITE);

    @BeforeAll
    static void startPostgres() throws IOException {
        backends = Backends.start(folder);
        DatabaseAddress database = backends.database();
        pool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(
                VERTX,
                PgConnectOptions.fromUri(database.url())
                        .setUser(database.username())
                        .setPassword(database.password()),
                new PoolOptions().setMaxSize(8)));
        Migrations.all().forEach(QuotaStoreTest::script);
    }

    @AfterAll
    static void stopPostgres() {
        await(pool.close());
        await(Uni.createFrom().completionStage(VERTX.close().toCompletionStage()));
        backends.close();
    }

    @BeforeEach
    void stopTheClock() {
        setClock(NOON);
    }

    @Test
    void tokens_are_given_until_there_are_none() {
        assertThat(lease(LimitSpan.DAY, 6, 10).tokens()).isEqualTo(6);
        GrantedTokens rest = lease(LimitSpan.DAY, 6, 10);
        assertThat(rest.tokens()).isEqualTo(4);
        assertThat(rest.taken()).isEqualTo(10);
        assertThat(lease(LimitSpan.DAY, 6, 10).tokens()).isZero();
    }

    @Test
    void who_wants_more_than_there_ever_are_gets_all() {
        assertThat(lease(LimitSpan.DAY, 60, 10).tokens()).isEqualTo(10);
    }

    @Test
    void each_span_begins_anew_by_the_calendar() {
        lease(LimitSpan.SECOND, 5, 5);
        lease(LimitSpan.MONTH, 5, 5);
        setClock(NOON.plusMillis(749));
        assertThat(lease(LimitSpan.SECOND, 5, 5).tokens()).isZero();

        setClock(NOON.plusMillis(750));
        GrantedTokens next = lease(LimitSpan.SECOND, 5, 5);

        assertThat(next.tokens()).isEqualTo(5);
        assertThat(Instant.ofEpochMilli(next.start())).isEqualTo("2026-02-28T12:00:01Z");
        assertThat(lease(LimitSpan.MONTH, 5, 5).tokens()).isZero();
        setClock(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(lease(LimitSpan.MONTH, 5, 5).tokens()).isEqualTo(5);
    }

    @Test
    void java_and_postgresql_cut_the_calendar_alike() {
        for (LimitSpan span : LimitSpan.values()) {
            long start = lease(span, 1, 5).start();

            assertThat(start).isEqualTo(span.startOf(NOON.toEpochMilli()));
            assertThat(span.endOf(start)).isGreaterThan(NOON.toEpochMilli());
            assertThat(span.startOf(span.endOf(start))).isEqualTo(span.endOf(start));
        }
    }

    @Test
    void who_comes_late_into_a_span_that_has_begun_gets_nothing_and_takes_nothing_away() {
        setClock(NOON.plusSeconds(1));
        lease(LimitSpan.SECOND, 3, 5);
        setClock(NOON);

        assertThat(lease(LimitSpan.SECOND, 3, 5).tokens()).isZero();

        setClock(NOON.plusSeconds(1));
        assertThat(lease(LimitSpan.SECOND, 5, 5).tokens()).isEqualTo(2);
    }

    @Test
    void a_clock_that_was_set_back_far_begins_anew() {
        setClock(NOON.plus(Duration.ofDays(40)));
        lease(LimitSpan.MONTH, 5, 5);
        setClock(NOON);

        assertThat(lease(LimitSpan.MONTH, 3, 5).tokens()).isEqualTo(3);
    }

    @Test
    void a_smaller_limit_counts_at_once() {
        lease(LimitSpan.DAY, 6, 10);

        assertThat(lease(LimitSpan.DAY, 6, 5).tokens()).isZero();
        assertThat(lease(LimitSpan.DAY, 6, 8).tokens()).isEqualTo(2);
    }

    @Test
    void what_comes_back_can_be_taken_again_and_credit_is_booked_even_beyond_the_limit() {
        long start = lease(LimitSpan.DAY, 10, 10).start();
        book(LimitSpan.DAY, start, -4);
        assertThat(lease(LimitSpan.DAY, 10, 10).tokens()).isEqualTo(4);

        book(LimitSpan.DAY, start, 3);

        assertThat(lease(LimitSpan.DAY, 10, 10).taken()).isEqualTo(13);
        book(LimitSpan.DAY, start - 86_400_000, 3);
        assertThat(lease(LimitSpan.DAY, 10, 10).taken()).isEqualTo(13);
    }

    @Test
    void credit_is_booked_where_nothing_was_ever_leased() {
        book(LimitSpan.DAY, LimitSpan.DAY.startOf(NOON.toEpochMilli()), 7);

        assertThat(lease(LimitSpan.DAY, 10, 10).tokens()).isEqualTo(3);
    }

    @Test
    void many_at_once_never_get_more_than_there_is_and_leave_nothing() {
        MeterKey other = new MeterKey(meter.ownerId(), LimitKind.READ);
        List<Granted> all = await(Uni.join()
                .all(IntStream.range(0, 100)
                        .mapToObj(i -> store.lease(List.of(
                                want(i % 2 == 0 ? meter : other, LimitSpan.MINUTE, 7, 501),
                                want(i % 2 == 0 ? other : meter, LimitSpan.MINUTE, 7, 501))))
                        .toList())
                .andFailFast());

        for (MeterKey each : List.of(meter, other)) {
            assertThat(all.stream()
                            .flatMap(granted -> granted.tokens().stream())
                            .filter(tokens -> tokens.meter().equals(each))
                            .mapToLong(GrantedTokens::tokens)
                            .sum())
                    .isEqualTo(501);
        }
    }

    @Test
    void the_answer_says_what_time_it_is() {
        assertThat(await(store.lease(List.of(want(meter, LimitSpan.DAY, 1, 10))))
                        .now())
                .isEqualTo(NOON.toEpochMilli());
    }

    private GrantedTokens lease(LimitSpan span, long tokens, long limit) {
        Granted granted = await(store.lease(List.of(want(meter, span, tokens, limit))));
        assertThat(granted.tokens()).hasSize(1);
        return granted.tokens().get(0);
    }

    private void book(LimitSpan span, long start, long tokens) {
        await(store.book(List.of(new BookedTokens(meter, span, start, tokens))));
    }

    private static WantedTokens want(MeterKey meter, LimitSpan span, long tokens, long limit) {
        return new WantedTokens(meter, span, tokens, limit);
    }

    private static void setClock(Instant now) {
        script("CREATE OR REPLACE FUNCTION headrace_now() RETURNS timestamptz LANGUAGE sql STABLE" + " RETURN '" + now
                + "'::timestamptz");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static void script(String sql) {
        await(pool.query(sql).execute());
    }
}
