package io.headrace.ingest.limit;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.ProblemException;
import io.headrace.ingest.http.RequestThread;
import io.headrace.ingest.http.Text;
import io.headrace.store.quota.KindLimits;
import io.headrace.store.quota.LimitKind;
import io.headrace.store.quota.LimitSpan;
import io.headrace.store.quota.MeterKey;
import io.headrace.store.quota.OwnersPlan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The second door: lets in a request while its owner's plan has room for it, and says in each answer how much is left. */
@Singleton
public final class LimitGate {
    private final Meters meters;
    private final LeaseWorker leases;
    private final MeterRegistry registry;
    private final Clock clock;

    LimitGate(Meters meters, LeaseWorker leases, MeterRegistry registry, Clock clock) {
        this.meters = meters;
        this.leases = leases;
        this.registry = registry;
        this.clock = clock;
        for (LimitKind kind : LimitKind.values()) {
            for (LimitSpan span : LimitSpan.values()) {
                refusals(kind, span);
            }
        }
    }

    /** Uses one request of this kind, and gives {@code admitted} back; or fails with the reason why not. */
    public <T> Uni<T> admit(Exchange exchange, UUID ownerId, OwnersPlan plan, LimitKind kind, T admitted) {
        if (plan.isExpired(clock.instant())) {
            show(exchange, ownerId, plan, kind);
            throw Problem.of(ErrorCode.PLAN_EXPIRED).exception();
        }
        KindLimits limits = limits(plan, kind)
                .orElseThrow(() -> Problem.of(ErrorCode.PLAN_EXPIRED, Text.of("plan.without"))
                        .exception());
        WaitingMeter meter = meters.of(new MeterKey(ownerId, kind), limits);
        Standing standing = meter.take(limits, leases.clock().now(), leases.isAway());
        if (standing.verdict() == Verdict.UNKNOWN) {
            return waited(meter).map(later -> judged(exchange, kind, later, admitted));
        }
        if (leases.isAway() || meter.needsTokens(standing.now())) {
            leases.ask(meter);
        }
        return Uni.createFrom().item(judged(exchange, kind, standing, admitted));
    }

    /** Says how things stand to who is refused for another reason, and uses nothing. */
    public void show(Exchange exchange, UUID ownerId, OwnersPlan plan, LimitKind kind) {
        limits(plan, kind)
                .ifPresent(limits -> LimitHeaders.put(
                        exchange,
                        meters.of(new MeterKey(ownerId, kind), limits)
                                .look(limits, leases.clock().now())));
    }

    private Uni<Standing> waited(WaitingMeter meter) {
        return Uni.createFrom()
                .<Standing>emitter(emitter -> await(meter, emitter))
                .emitOn(RequestThread.current());
    }

    private void await(WaitingMeter meter, UniEmitter<? super Standing> emitter) {
        if (meter.await(emitter::complete)) {
            leases.ask(meter);
        } else {
            emitter.fail(Problem.storeUnavailable().exception());
        }
    }

    private <T> T judged(Exchange exchange, LimitKind kind, Standing standing, T admitted) {
        LimitHeaders.put(exchange, standing);
        if (standing.verdict() == Verdict.REFUSED) {
            refusals(kind, standing.span()).increment();
            throw refused(standing);
        }
        return admitted;
    }

    /** All are there from the start: what appears with its first increment has no rate for it. */
    private Counter refusals(LimitKind kind, LimitSpan span) {
        return registry.counter("headrace.limits.refused", "kind", kind.wireName(), "span", span.wireName());
    }

    private static ProblemException refused(Standing standing) {
        ErrorCode code = standing.isQuota() ? ErrorCode.QUOTA_EXCEEDED : ErrorCode.RATE_LIMITED;
        Text message = Text.of("limit." + standing.span().wireName(), standing.limit());
        return Problem.of(code, message)
                .withHeader("Retry-After", Long.toString(standing.secondsLeft()))
                .withMember("retryAfter", standing.secondsLeft())
                .exception();
    }

    private static Optional<KindLimits> limits(OwnersPlan plan, LimitKind kind) {
        return Optional.ofNullable(plan.limits().get(kind));
    }
}
