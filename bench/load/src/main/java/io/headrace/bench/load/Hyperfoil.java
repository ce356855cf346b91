package io.headrace.bench.load;

import static io.hyperfoil.http.steps.HttpStepCatalog.SC;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.api.config.SessionLimitPolicy;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import io.hyperfoil.http.steps.HttpRequestStepBuilder;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicLong;

/** Lets Hyperfoil send one load from one thread, and our own tally count. */
final class Hyperfoil {
    private static final String REQUEST_TIMEOUT = "30s";
    private static final long LAST_ANSWERS_MILLIS = 35_000;

    /** Of an open loop: as many may be unanswered as come in this many seconds, and at least these. */
    private static final int SECONDS_UNANSWERED = 5;

    private static final int LEAST_UNANSWERED = 256;

    private Hyperfoil() {}

    static Tally send(LoadRequest load, AtomicLong failed) {
        Tally tally = new Tally(load);
        new LocalSimulationRunner(
                        benchmark(load, tally),
                        (phase, step, metric, snapshot, countDown) -> failed.addAndGet(
                                snapshot.connectionErrors + snapshot.requestTimeouts + snapshot.internalErrors),
                        null,
                        null)
                .run();
        return tally;
    }

    private static Benchmark benchmark(LoadRequest load, Tally tally) {
        BenchmarkBuilder builder = BenchmarkBuilder.builder().name("load").threads(1);
        builder.addPlugin(HttpPluginBuilder::new)
                .http()
                .protocol(load.isSecure() ? Protocol.HTTPS : Protocol.HTTP)
                .host(load.url().getHost())
                .port(load.port())
                .allowHttp2(false)
                .requestTimeout(REQUEST_TIMEOUT)
                .sharedConnections(load.connections())
                .endHttp();
        long millis = (long) (load.seconds() * 1000);
        PhaseBuilder<?> phase = phase(builder, load).duration(millis).maxDuration(millis + LAST_ANSWERS_MILLIS);
        HttpRequestStepBuilder request = phase.scenario()
                .initialSequence("request")
                .step(tally::begin)
                .step(SC)
                .httpRequest(HttpMethod.valueOf(load.method()));
        describe(request, load, tally);
        return builder.build();
    }

    private static PhaseBuilder<?> phase(BenchmarkBuilder builder, LoadRequest load) {
        if (!load.isOpenLoop()) {
            return builder.addPhase("load").always(load.connections());
        }
        return builder.addPhase("load")
                .constantRate(0)
                .usersPerSec(load.rate())
                .variance(false)
                .maxSessions(Math.max(LEAST_UNANSWERED, (int) (SECONDS_UNANSWERED * load.rate())))
                .sessionLimitPolicy(SessionLimitPolicy.CONTINUE);
    }

    private static void describe(HttpRequestStepBuilder request, LoadRequest load, Tally tally) {
        request.path(session -> tally.nextPath());
        for (Header header : load.headers()) {
            request.headers().header(header.name(), header.value()).endHeaders();
        }
        if (load.body().length > 0) {
            request.body((session, connection) -> Unpooled.wrappedBuffer(load.body()));
        }
        request.handler().status(tally::status).onCompletion(tally::complete);
        if (load.answers().isPresent()) {
            request.handler()
                    .body(fragmented ->
                            (session, data, offset, length, last) -> tally.body(session, data, offset, length));
        }
    }
}
