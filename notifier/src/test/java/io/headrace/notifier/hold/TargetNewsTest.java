package io.headrace.notifier.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.notifier.send.Deliveries;
import io.headrace.store.delivery.AttemptFailure;
import io.headrace.store.delivery.AttemptTimings;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.delivery.EndedAttempt;
import io.headrace.store.delivery.LeasedDelivery;
import io.headrace.store.delivery.Standing;
import io.headrace.store.delivery.SubscriptionTarget;
import io.headrace.store.delivery.TargetFailures;
import io.headrace.store.delivery.TargetSuccess;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TargetNewsTest {
    private static final String URL = "https://shop.example:443/";
    private static final UUID RED = new UUID(9, 1);
    private static final UUID BLUE = new UUID(9, 2);

    private final TargetNews news = new TargetNews(2);

    @Test
    void failuresOfOneTargetAreCountedTogether() {
        news.add(failed(RED, 1, 500));
        news.add(failed(RED, 1, 500));
        news.add(failed(RED, 2, 500));
        news.add(failed(RED, 3, 503));
        news.add(failed(BLUE, 4, 500));

        assertThat(news.failures()).hasSize(2).anySatisfy(red -> {
            assertThat(red.subscriptionId()).isEqualTo(RED);
            assertThat(red.url()).isEqualTo(URL);
            assertThat(red.attempts()).isEqualTo(4);
            assertThat(red.deliveries()).as("no more than it takes").hasSize(2);
            assertThat(red.failure()).isEqualTo(AttemptFailure.STATUS);
            assertThat(red.status()).isEqualTo(503);
        });
    }

    @Test
    void whoSucceedsMeanwhileHasNotFailed() {
        news.add(failed(RED, 1, 500));
        news.add(succeeded(RED, 2, Standing.FAILING));
        news.add(failed(BLUE, 3, 500));

        assertThat(news.failures()).extracting(TargetFailures::subscriptionId).containsExactly(BLUE);
        assertThat(news.successes()).containsExactly(new TargetSuccess(RED, URL));
    }

    @Test
    void aSuccessOfASoundTargetIsNoNews() {
        assertThat(TargetNews.isNews(succeeded(RED, 1, Standing.SOUND))).isFalse();
        assertThat(TargetNews.isNews(succeeded(RED, 1, Standing.FAILING))).isTrue();
        assertThat(TargetNews.isNews(succeeded(RED, 1, Standing.HELD))).isTrue();
        assertThat(TargetNews.isNews(succeeded(RED, 1, Standing.TRIED))).isTrue();
    }

    @Test
    void callbacksAndFailedTestsTellNothing() {
        EndedAttempt callback = ended(Deliveries.aDeliveryTo(URL), AttemptFailure.STATUS, 500);
        EndedAttempt test = ended(delivery(RED, 1, Standing.SOUND, true), AttemptFailure.STATUS, 500);

        assertThat(TargetNews.isNews(callback)).isFalse();
        assertThat(TargetNews.isNews(test)).isFalse();
        news.add(callback);
        news.add(test);
        assertThat(news.failures()).isEmpty();
    }

    private static EndedAttempt failed(UUID subscriptionId, int delivery, int status) {
        return ended(delivery(subscriptionId, delivery, Standing.SOUND, false), AttemptFailure.STATUS, status);
    }

    private static EndedAttempt succeeded(UUID subscriptionId, int delivery, Standing standing) {
        return ended(delivery(subscriptionId, delivery, standing, false), null, 200);
    }

    private static EndedAttempt ended(LeasedDelivery delivery, @Nullable AttemptFailure failure, int status) {
        return new EndedAttempt(
                delivery,
                0,
                1,
                AttemptTimings.NONE,
                failure,
                new EndedAttempt.Answer(status, "", ""),
                failure == null ? DeliveryState.DELIVERED : DeliveryState.WAITING,
                Duration.ZERO);
    }

    private static LeasedDelivery delivery(UUID subscriptionId, int id, Standing standing, boolean test) {
        LeasedDelivery callback = Deliveries.aDeliveryTo(URL);
        return new LeasedDelivery(
                new UUID(8, id),
                callback.leaseId(),
                1,
                callback.ownerId(),
                callback.eventId(),
                callback.endpointId(),
                callback.requestId(),
                null,
                callback.body(),
                URL,
                callback.destination(),
                null,
                null,
                null,
                new SubscriptionTarget(
                        subscriptionId, true, null, null, null, null, OffsetDateTime.now(), standing, null),
                false,
                true,
                null,
                false,
                test,
                0);
    }
}
