package io.headrace.store.replay;

import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.Environment;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.delivery.DeliveryTables;
import io.headrace.store.tenant.TenantPool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DeliverySearchTest {
    private static final int PAGE = 20;

    /** Pages of 8 KB that a list may look at: some for each of its rows in each day, not some for each event. */
    private static final int FEW_PAGES = 3_000;

    private static final Pattern PAGES = Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?|shared read=(\\d+)");

    private static final Map<String, String> SESSION = Map.of(
            "role", TenantPool.ROLE,
            "enable_seqscan", "off",
            "plan_cache_mode", "force_generic_plan",
            "statement_timeout", "20000");

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables().keepingRows();

    /** As ingest-api asks: behind the fence, which has a say in which index can be used. */
    private final TenantPool tenants = new TenantPool(tables.poolWith(SESSION));

    private final DeliveryLogStore log = new DeliveryLogStore(tenants);

    @BeforeAll
    static void fill() {
        ManyDeliveries.fill(tables);
    }

    @Test
    void aListLooksAtFewPagesHoweverManyEventsThereAre() {
        Map<String, DeliveryFilter> filters = new TreeMap<>(Map.of(
                "all", ManyDeliveries.all(),
                "quiet subscription", ManyDeliveries.ofSubscription(ManyDeliveries.QUIET),
                "busy subscription", ManyDeliveries.ofSubscription(ManyDeliveries.BUSY),
                "unknown subscription", ManyDeliveries.ofSubscription(new UUID(7, 99)),
                "collaborator", ofCollaborator(),
                "exhausted", ManyDeliveries.all().withStates(Set.of(DeliveryState.EXHAUSTED)),
                "cancelled", ManyDeliveries.all().withStates(Set.of(DeliveryState.CANCELLED)),
                "waiting", ManyDeliveries.all().withStates(Set.of(DeliveryState.WAITING)),
                "quiet subscription, exhausted",
                        ManyDeliveries.ofSubscription(ManyDeliveries.QUIET).withStates(Set.of(DeliveryState.EXHAUSTED)),
                "one of a collaborator", ofCollaborator().withDelivery(only("quiet", 10_000))));

        filters.forEach((name, filter) -> assertThat(pages(DeliverySearch.list(filter, PAGE, 0, null)))
                .as(name)
                .isLessThan(FEW_PAGES));
        assertThat(pages(DeliverySearch.count(ManyDeliveries.ofSubscription(ManyDeliveries.QUIET), 100_000)))
                .isLessThan(FEW_PAGES);
    }

    @Test
    void aListOfASubscriptionIsTheSameAsOfItsOwnersEvents() {
        List<UUID> expected = ids("SELECT d.id FROM delivery d WHERE d.owner_id = $1 AND d.subscription_id = $2"
                + " ORDER BY d.event_id DESC, d.id DESC LIMIT 50");

        DeliveryFilter busy = ManyDeliveries.ofSubscription(ManyDeliveries.BUSY);
        List<LoggedDelivery> page = await(log.list(busy, 50, 0));
        List<LoggedDelivery> second = await(log.list(busy, 25, 25));
        LoggedDelivery last = page.get(24);
        List<LoggedDelivery> after = await(log.listBefore(busy, 25, new DeliveryPlace(last.eventId(), last.id())));

        assertThat(page).extracting(LoggedDelivery::id).containsExactlyElementsOf(expected);
        assertThat(second).extracting(LoggedDelivery::id).containsExactlyElementsOf(expected.subList(25, 50));
        assertThat(after).isEqualTo(second);
        assertThat(page.get(0).eventType().wireName()).isEqualTo("record.created");
        assertThat(page.get(0).endpoint()).isEqualTo("orders");
        assertThat(page.get(0).lastStatus()).isEqualTo(404);
        assertThat(page.get(1).lastStatus()).isEqualTo(200);
    }

    @Test
    void eachConditionHoldsForASubscriptionToo() {
        DeliveryFilter quiet = ManyDeliveries.ofSubscription(ManyDeliveries.QUIET);
        LoggedDelivery one = await(log.list(quiet, 1, 2)).get(0);

        assertThat(await(log.count(quiet))).isEqualTo(ManyDeliveries.QUIET_COUNT);
        assertThat(await(log.count(ofCollaborator()))).isEqualTo(ManyDeliveries.QUIET_COUNT);
        assertThat(await(log.list(ofCollaborator(), PAGE, 0))).isEqualTo(await(log.list(quiet, PAGE, 0)));
        assertThat(await(log.countReplayable(quiet.withStates(Set.of(DeliveryState.DELIVERED)))))
                .isEqualTo(ManyDeliveries.QUIET_COUNT);
        assertThat(await(log.count(with(quiet, Environment.LIVE, one.recordId(), 200, one))))
                .isEqualTo(1);
        assertThat(await(log.list(with(quiet, Environment.LIVE, one.recordId(), 200, one), PAGE, 0)))
                .containsExactly(one);
        assertThat(await(log.list(with(quiet, Environment.TEST, null, null, null), PAGE, 0)))
                .isEmpty();
        assertThat(await(log.list(with(quiet, null, new UUID(7, 98), null, null), PAGE, 0)))
                .isEmpty();
        assertThat(await(log.list(with(quiet, null, null, 404, null), PAGE, 0))).isEmpty();
        assertThat(await(log.find(ofCollaborator(), one.id()))).contains(one);
        assertThat(await(log.find(ofCollaborator(), only("busy", 10_000)))).isEmpty();
    }

    @Test
    void whatWasMadeUpForIsNotCountedAgain() {
        DeliveryFilter exhausted = ManyDeliveries.all().withStates(Set.of(DeliveryState.EXHAUSTED));
        DeliveryFilter ofSubscription =
                ManyDeliveries.ofSubscription(ManyDeliveries.BUSY).withStates(Set.of(DeliveryState.EXHAUSTED));
        long all = await(log.countReplayable(exhausted));
        replay("delivered", 2_000);
        replay("exhausted", 4_000);
        replay("held", 6_000);

        assertThat(await(log.countReplayable(exhausted))).isEqualTo(all - 2);
        assertThat(await(log.countReplayable(ofSubscription))).isEqualTo(all - 2);
        tables.script("DELETE FROM delivery WHERE replay_of IS NOT NULL");
    }

    private static void replay(String state, int number) {
        tables.script(
                "INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url,"
                        + " state, attempts, due_at, created_at, replay_of) SELECT made_up_id(" + number
                        + ", 'again'), event_id,"
                        + " owner_id, endpoint_id, record_id, subscription_id, '', '" + state + "', 1, now(), now(), id"
                        + " FROM delivery WHERE id = made_up_id(" + number + ", 'busy')");
    }

    @Test
    void aStatusFindsThoseThatFailedWithIt() {
        DeliveryFilter failed = with(ManyDeliveries.all(), null, null, 404, null);

        assertThat(await(log.count(failed))).isEqualTo(ManyDeliveries.COUNT / ManyDeliveries.RARE_EVERY);
        assertThat(await(log.list(failed, PAGE, 0)))
                .hasSize(PAGE)
                .allMatch(delivery -> delivery.state().equals("exhausted"));
        assertThat(await(log.count(with(ManyDeliveries.all(), null, null, 200, null))))
                .isGreaterThan(ManyDeliveries.COUNT / 2);
    }

    @Test
    void aSearchThatTakesTooLongSaysSo() {
        DeliveryFilter rare = with(ManyDeliveries.all(), null, null, 500, null);
        TenantPool impatient =
                new TenantPool(tables.poolWith(Map.of("role", TenantPool.ROLE, "statement_timeout", "5")));

        assertThatThrownBy(() -> await(new DeliveryLogStore(impatient).count(rare)))
                .isInstanceOf(SearchTooLong.class);
    }

    @Test
    void aStatementThatMayTakeLessIsCancelledSooner() {
        assertThatThrownBy(() -> await(tenants.read(
                        ManyDeliveries.OWNER, Duration.ofMillis(50), "SELECT pg_sleep(15)::text", Tuple.tuple())))
                .hasMessageContaining("statement timeout");
        assertThat(await(tenants.read(
                                ManyDeliveries.OWNER, "SELECT current_setting('statement_timeout')", Tuple.tuple()))
                        .iterator()
                        .next()
                        .getString(0))
                .as("the next one is not")
                .isEqualTo("20s");
    }

    @Test
    void whatWaitsOfASubscriptionIsNotLookedForAmongAllThatWentThere() {
        List<String> plan = new ArrayList<>();

        await(tables.pool().preparedQuery("""
                        EXPLAIN SELECT id FROM delivery
                        WHERE subscription_id = $1 AND state IN ('pending', 'waiting')""").execute(Tuple.of(ManyDeliveries.BUSY)))
                .forEach(row -> plan.add(row.getString(0)));

        assertThat(plan).as("days that are empty as yet included").noneMatch(line -> line.contains("event_id"));
    }

    private static DeliveryFilter ofCollaborator() {
        return DeliveryFilter.all(ManyDeliveries.OWNER, ManyDeliveries.ENDPOINT, null, ManyDeliveries.COLLABORATOR);
    }

    private static DeliveryFilter with(
            DeliveryFilter filter, Environment environment, UUID recordId, Integer status, LoggedDelivery at) {
        return new DeliveryFilter(
                filter.ownerId(),
                ManyDeliveries.ENDPOINT,
                environment,
                filter.collaboratorId(),
                filter.subscriptionId(),
                null,
                recordId,
                Set.of(),
                status,
                at == null ? null : io.headrace.contracts.Ids.time(at.eventId()),
                at == null ? null : io.headrace.contracts.Ids.time(at.eventId()).plusMillis(1));
    }

    private static UUID only(String salt, int number) {
        return UUID.fromString(tables.texts("SELECT made_up_id(" + number + ", '" + salt + "')::text")
                .get(0));
    }

    private static List<UUID> ids(String sql) {
        return StreamSupport.stream(
                        await(tables.pool()
                                        .preparedQuery(sql)
                                        .execute(Tuple.of(ManyDeliveries.OWNER, ManyDeliveries.BUSY)))
                                .spliterator(),
                        false)
                .map((Row row) -> row.getUUID(0))
                .toList();
    }

    /** What the statement as a whole has looked at. */
    private int pages(DeliverySearch search) {
        List<String> plan = new ArrayList<>();
        await(tenants.read(ManyDeliveries.OWNER, "EXPLAIN (ANALYZE, BUFFERS) " + search.sql(), search.values()))
                .forEach(row -> plan.add(row.getString(0)));
        Matcher pages = PAGES.matcher(plan.stream()
                .filter(line -> line.contains("Buffers: shared"))
                .findFirst()
                .orElseThrow());
        assertThat(pages.find()).isTrue();
        int sum = 0;
        for (int i = 1; i <= pages.groupCount(); i++) {
            sum += pages.group(i) == null ? 0 : Integer.parseInt(pages.group(i));
        }
        return sum;
    }
}
