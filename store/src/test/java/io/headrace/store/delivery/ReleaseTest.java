package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How what was held is sent, step by step, on real PostgreSQL. */
final class ReleaseTest extends FailingTarget {
    @Test
    void whatIsReleasedIsSentInOrderSoManyASecondAndNewOnesBehindIt() {
        tables.insert(IntStream.rangeClosed(1, 25).mapToObj(this::planned).toList());
        hold();
        await(holds.holdWaiting());
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        tables.insert(List.of(planned(26)));
        tables.stopClock();

        assertThat(step(10)).isTrue();
        assertThat(step(10)).as("within the second").isFalse();
        assertThat(open()).isEqualTo("10 16");
        tables.setClockAhead("1.1 seconds");
        step(10);
        assertThat(open()).as("the target has taken none yet").isEqualTo("10 16");
        assertThat(claim())
                .extracting(LeasedDelivery::sequence)
                .startsWith(1L, 2L, 3L)
                .hasSize(10);
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        tables.setClockAhead("2.2 seconds");
        step(10);
        tables.setClockAhead("3.3 seconds");
        assertThat(claim())
                .extracting(LeasedDelivery::sequence)
                .startsWith(11L, 12L)
                .hasSize(10);
        tables.insert(List.of(planned(27)));
        step(10);
        assertThat(phase()).isEqualTo("drained");
        tables.insert(List.of(planned(28)));
        tables.setClockAhead("5 seconds");
        assertThat(claim())
                .extracting(LeasedDelivery::sequence)
                .containsExactlyInAnyOrder(21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L);
        tables.setClockAhead("64 seconds");
        step(10);
        assertThat(phase()).isNull();
    }

    @Test
    void whatIsReleasedIsATrialUntilOneSucceeds() {
        tables.insert(List.of(planned(1), planned(2)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE subscription_state SET " + ReleaseStore.RELEASED);
        step(1);
        LeasedDelivery first = claim().get(0);
        assertThat(first.isTrial()).isTrue();
        end(first, DeliveryState.HELD);
        TargetHealth known = fail(URL, first.id());
        assertThat(known.isUntriedRelease()).isTrue();

        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        tables.setClockAhead("2 seconds");
        step(1);

        assertThat(claim().get(0).isTrial()).isFalse();
        assertThat(fail(URL, first.id()).isUntriedRelease()).isFalse();
    }

    @Test
    void whatTheTargetNeverTakesDoesNotGoFirst() {
        tables.insert(IntStream.rangeClosed(1, 8).mapToObj(this::planned).toList());
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE delivery SET probes = 3, attempts = 3 WHERE event_id IN"
                + " (SELECT id FROM event ORDER BY sequence LIMIT 5)");
        tables.script("UPDATE subscription_state SET " + ReleaseStore.RELEASED);

        step(5);

        tables.setClockAhead("1 second");
        assertThat(claim())
                .extracting(LeasedDelivery::sequence)
                .as("those that were not tried, and of the others the oldest")
                .containsExactlyInAnyOrder(6L, 7L, 8L, 1L, 2L);
        assertThat(phase()).isEqualTo("releasing");
    }

    @Test
    void whatWaitsInLineIsNotTriedAndNotForgotten() {
        tables.insert(List.of(inLine(1, 1), inLine(2, 2), inLine(3, 3)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE subscription_state SET " + ReleaseStore.RELEASED);

        step(5);

        assertThat(open()).isEqualTo("1 2");
        assertThat(phase()).isEqualTo("releasing");
        LeasedDelivery first = claim().get(0);
        assertThat(first.sequence()).isEqualTo(1);
        end(first, DeliveryState.DELIVERED);
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        tables.setClockAhead("2 seconds");
        step(5);
        assertThat(open()).isEqualTo("2 0");
        assertThat(phase()).isEqualTo("drained");
    }

    @Test
    void aReleaseRecoversAtAnotherUrlToo() {
        String other = "https://other.example:443/";
        tables.insert(List.of(planned(1)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE subscription SET target_url = '" + other + "'");
        await(releases.endHolds());

        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        assertThat(recovered()).as("late, of the url before").isFalse();
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, other))));

        assertThat(recovered()).isTrue();
    }

    @Test
    void beforeASuccessWhatIsUnderWayTakesRoomToo() {
        tables.insert(List.of(planned(1), planned(2)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE subscription_state SET " + ReleaseStore.RELEASED);
        step(1);
        assertThat(claim()).hasSize(1);

        tables.setClockAhead("1.1 seconds");
        step(1);
        assertThat(claim()).as("the first is not over").isEmpty();

        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        tables.setClockAhead("2.2 seconds");
        step(1);
        assertThat(claim()).hasSize(1);
    }

    @Test
    void whatWaitsInALineTakesNoRoomInARelease() {
        tables.insert(IntStream.rangeClosed(1, 4)
                .mapToObj(i -> i < 4 ? inLine(i, i) : planned(i))
                .toList());
        hold();
        await(holds.holdWaiting());
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        step(3);
        tables.setClockAhead("1.1 seconds");
        assertThat(claim()).extracting(LeasedDelivery::sequence).containsExactly(1L);

        step(3);
        tables.setClockAhead("2.2 seconds");

        assertThat(claim()).extracting(LeasedDelivery::sequence).containsExactly(4L);
    }

    @Test
    void aReleaseSendsNothingBeforeItIsDue() {
        tables.insert(List.of(planned(1)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE delivery SET due_at = headrace_now() + interval '1 hour'");
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));

        step(10);
        tables.setClockAhead("59 minutes");
        assertThat(claim()).isEmpty();
        tables.setClockAhead("61 minutes");

        assertThat(claim()).hasSize(1);
    }

    @Test
    void whatWasPutOffBeforeItWasHeldIsNotPutOffAnyMore() {
        tables.insert(List.of(inLine(1, 1), inLine(2, 2), inLine(3, 3)));
        LeasedDelivery first = claim().get(0);
        tables.script("UPDATE delivery SET due_at = headrace_now() + interval '1 minute' WHERE blocked");
        hold();
        await(holds.holdWaiting());
        end(first, DeliveryState.EXHAUSTED);
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));

        step(10);
        tables.setClockAhead("1.1 seconds");

        assertThat(claim()).extracting(LeasedDelivery::sequence).containsExactly(2L);
    }

    @Test
    void aRelapseKeepsTheProbesApart() {
        tables.insert(List.of(planned(1)));
        hold();
        tables.script("UPDATE subscription_state SET probes = 4");
        tables.script("UPDATE subscription_state SET " + ReleaseStore.RELEASED);

        TargetHealth known = fail(URL, new UUID(8, 1));
        assertThat(known.probes()).isEqualTo(4);
        assertThat(await(health.hold(known, MINUTE))).isTrue();

        assertThat(tables.texts("SELECT phase || ' ' || probes FROM subscription_state"))
                .containsExactly("held 4");
    }

    @Test
    void aHoldEndsWhenThereIsAReasonThatNobodyLivedToTell() {
        for (String reason : List.of(
                "UPDATE subscription SET target_url = 'https://other.example:443/'",
                "UPDATE subscription SET enabled_at = headrace_now() + interval '1 second'",
                "UPDATE subscription SET active = false, stopped_at = headrace_now()",
                "DELETE FROM subscription",
                "UPDATE delivery SET state = 'delivered'")) {
            tables.script("TRUNCATE delivery, event");
            subscribe();
            tables.insert(List.of(planned(1)));
            hold();
            await(holds.holdWaiting());
            tables.setClockAhead("61 seconds");
            await(holds.probe(probes -> MINUTE));
            assertThat(await(releases.endHolds())).isZero();
            tables.script(reason);

            assertThat(await(releases.endHolds())).as(reason).isEqualTo(1);
            assertThat(phase()).isEqualTo("releasing");
            tables.setClockAhead("0");
        }
    }

    @Test
    void whatIsHeldForNobodyIsFound() {
        tables.insert(List.of(planned(1), toOther(2), toOther(3)));
        tables.script("UPDATE delivery SET state = 'held'");
        hold();

        assertThat(await(releases.findForgotten())).isEqualTo(1);
        assertThat(await(releases.findForgotten())).isZero();
        step(10);

        assertThat(states()).containsExactly("held", "pending", "pending");
    }
}
