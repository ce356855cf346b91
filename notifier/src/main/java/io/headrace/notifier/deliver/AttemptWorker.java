package io.headrace.notifier.deliver;

import io.headrace.contracts.Ids;
import io.headrace.contracts.RetrySchedule;
import io.headrace.notifier.NotifierMetrics;
import io.headrace.notifier.hold.TargetWatcher;
import io.headrace.notifier.send.AttemptReport;
import io.headrace.notifier.send.WebhookSender;
import io.headrace.store.delivery.AttemptFailure;
import io.headrace.store.delivery.EndedAttempt;
import io.headrace.store.delivery.LeasedDelivery;
import io.headrace.store.delivery.SubscriptionTarget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Sees one attempt through: send, decide, tell, record. */
@Singleton
final class AttemptWorker {
    private static final Logger LOG = Logger.getLogger(AttemptWorker.class);

    private final WebhookSender sender;
    private final AttemptRecorder recorder;
    private final WithdrawalWorker withdrawals;
    private final TargetWatcher targets;
    private final RetrySchedule schedule;
    private final NotifierMetrics metrics;

    AttemptWorker(
            WebhookSender sender,
            AttemptRecorder recorder,
            WithdrawalWorker withdrawals,
            TargetWatcher targets,
            RetrySchedule schedule,
            NotifierMetrics metrics) {
        this.targets = targets;
        this.withdrawals = withdrawals;
        this.sender = sender;
        this.recorder = recorder;
        this.schedule = schedule;
        this.metrics = metrics;
    }

    /**
     * Completes when the outcome is recorded and nothing of the attempt is left running; a failure is a defect of ours
     * and leaves the lease to run out.
     *
     * @param answered is told when nothing of the attempt is left running, recorded or not
     */
    Uni<Void> attempt(LeasedDelivery delivery, Consumer<EndedAttempt> answered) {
        long startedNanos = System.nanoTime();
        return sender.send(delivery)
                .map(report -> decided(delivery, startedNanos, report))
                .invoke(decided -> tell(decided.attempt()))
                .chain(decided -> Uni.combine()
                        .all()
                        .unis(
                                record(decided),
                                sender.settled(delivery).invoke(() -> answered.accept(decided.attempt())))
                        .discardItems());
    }

    private record Decided(EndedAttempt attempt, Decision decision) {}

    /** Only who still held the lease has a say in what becomes of the subscription. */
    private Uni<Boolean> record(Decided decided) {
        EndedAttempt ended = decided.attempt();
        return recorder.record(ended)
                .invoke(moved -> metrics.recorded(ended, moved))
                .invoke(moved -> tellTargets(ended, moved))
                .call(moved -> moved && decided.decision() instanceof Decision.Gone
                        ? withdrawals.stop(ended.delivery())
                        : Uni.createFrom().voidItem());
    }

    /** What lost its lease tells nothing: the attempt is another's. */
    private void tellTargets(EndedAttempt ended, boolean moved) {
        if (moved) {
            targets.ended(ended);
        }
    }

    private Decided decided(LeasedDelivery delivery, long startedNanos, AttemptReport report) {
        Decision decision = DeliveryDecider.decide(
                delivery.number() - delivery.probes(), report.outcome(), schedule(delivery), delivery.isTrial());
        return new Decided(EndedAttempts.of(delivery, startedNanos, System.nanoTime(), report, decision), decision);
    }

    private RetrySchedule schedule(LeasedDelivery delivery) {
        SubscriptionTarget subscription = delivery.subscription();
        return subscription == null || subscription.schedule() == null ? schedule : subscription.schedule();
    }

    private void tell(EndedAttempt ended) {
        metrics.attempted(ended);
        AttemptFailure failure = ended.failure();
        EndedAttempt.Answer answer = ended.answer();
        LOG.infof(
                "attempt ended deliveryId=%s eventId=%s requestId=%s attempt=%d status=%s failure=%s durationMs=%d next=%s",
                Ids.format(Ids.DELIVERY, ended.delivery().id()),
                Ids.format(Ids.EVENT, ended.delivery().eventId()),
                ended.delivery().requestId(),
                ended.delivery().number(),
                answer == null ? "none" : answer.status(),
                failure == null ? "none" : failure.wireName(),
                ended.duration().toMillis(),
                ended.next().wireName());
    }
}
