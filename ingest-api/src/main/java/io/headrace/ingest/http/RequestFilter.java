package io.headrace.ingest.http;

import io.headrace.contracts.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** The first and the last to see a request: names it, and says what became of it. */
@Singleton
final class RequestFilter {
    private static final Logger LOG = Logger.getLogger(RequestFilter.class);
    private static final int FIRST = 10_000;

    /** How long the rest of a body that nobody reads may keep coming after the answer. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /** No resource takes more, whatever its own limit; equal to {@code quarkus.http.limits.max-body-size}. */
    private static final int MAX_ANY_BODY = 6 * 1024 * 1024;

    private final Vertx vertx;
    private final MeterRegistry meters;

    RequestFilter(Vertx vertx, MeterRegistry meters) {
        this.vertx = vertx;
        this.meters = meters;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    /** What no resource and no route of the framework answers. */
    void registerLastResort(@Observes Router router) {
        for (int status : new int[] {400, 404, 405, 413, 500}) {
            router.errorHandler(status, routing -> answer(routing, Problem.of(ProblemFilter.codeOf(status))));
        }
        // Before the framework's own: what fails without a resource, a URI without a path for one.
        router.route().order(FIRST).failureHandler(RequestFilter::answerFailure);
    }

    private void handle(RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        routing.response().putHeader("X-Request-ID", exchange.requestId());
        MDC.put("requestId", exchange.requestId());
        HttpServerRequest request = routing.request();
        if (mayHaveBody(request)) {
            // Who asks is looked up before the body is read; until then it waits in the socket.
            request.pause();
            routing.addEndHandler(end -> drain(request));
        }
        routing.addEndHandler(end -> report(exchange));
        refusedAtOnce(request).ifPresentOrElse(problem -> answer(routing, problem), routing::next);
    }

    /** What the framework would answer without our envelope, or read in a way that is not ours. */
    private static Optional<Problem> refusedAtOnce(HttpServerRequest request) {
        if (!isWellFormed(request.uri())) {
            return Optional.of(Problem.of(ErrorCode.BAD_PARAMETER, Text.of("uri.malformed")));
        }
        if (BodyIntake.announcedLength(request) > MAX_ANY_BODY) {
            return Optional.of(Problem.of(ErrorCode.BODY_TOO_LARGE));
        }
        // The framework would cut a ";" and what follows off the path as a matrix parameter.
        return request.path() != null && request.path().indexOf(';') >= 0
                ? Optional.of(Problem.of(ErrorCode.NOT_FOUND))
                : Optional.empty();
    }

    private static boolean isWellFormed(String uri) {
        try {
            new URI(uri);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Reads past the rest, so that the client sees the answer and can use its connection again; but not for ever. */
    private void drain(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        request.resume();
        vertx.setTimer(DRAIN.toMillis(), id -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }

    private void report(Exchange exchange) {
        if (exchange.refusal() == null) {
            return;
        }
        HttpServerRequest request = exchange.routing().request();
        // Who is refused for asking too much must not fill the log.
        LOG.logf(
                exchange.refusal().status() == 429 ? Logger.Level.DEBUG : Logger.Level.INFO,
                "request refused method=%s path=%s status=%d code=%d requestId=%s",
                request.method(),
                request.path(),
                exchange.refusal().status(),
                exchange.refusal().code(),
                exchange.requestId());
        if (mayHaveBody(request) || request.method() == HttpMethod.DELETE) {
            meters.counter(
                            "headrace.commands.refused",
                            "code",
                            Integer.toString(exchange.refusal().code()))
                    .increment();
        }
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        return request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
    }

    private static void answerFailure(RoutingContext routing) {
        int status = routing.statusCode() < 400 ? 500 : routing.statusCode();
        answer(routing, Problem.of(ProblemFilter.codeOf(status)));
    }

    private static void answer(RoutingContext routing, Problem problem) {
        if (routing.response().ended()) {
            return;
        }
        if (routing.failure() != null && problem.code() == ErrorCode.INTERNAL) {
            LOG.error("request failed", routing.failure());
        }
        Exchange exchange = Exchange.of(routing);
        exchange.refusedWith(problem.code());
        routing.response()
                .setStatusCode(problem.code().status())
                .putHeader("X-Request-ID", exchange.requestId())
                .putHeader("Content-Type", Answers.problemType(exchange))
                .end(io.vertx.core.buffer.Buffer.buffer(Answers.problemBody(exchange, problem)));
    }
}
