package io.headrace.ingest.http;

import io.headrace.contracts.ErrorCode;
import io.headrace.store.owner.StoreFailure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request ended with into our envelope. */
final class ProblemFilter {
    private static final Logger LOG = Logger.getLogger(ProblemFilter.class);

    @ServerExceptionMapper
    Response refused(ProblemException refused, RoutingContext routing) {
        return Answers.problem(Exchange.of(routing), refused.problem());
    }

    /** What the framework refuses by itself: paths, methods. */
    @ServerExceptionMapper
    Response refusedByRouting(WebApplicationException refused, RoutingContext routing) {
        Problem problem = Problem.of(codeOf(refused.getResponse().getStatus()));
        return Answers.problem(Exchange.of(routing), withAllow(problem, routing));
    }

    @ServerExceptionMapper
    Response failed(Throwable failure, RoutingContext routing) {
        if (StoreFailure.isUnavailable(failure)) {
            LOG.warnf("database does not answer: %s", failure.getMessage());
            return Answers.problem(Exchange.of(routing), Problem.storeUnavailable());
        }
        LOG.error("request failed", failure);
        return Answers.problem(Exchange.of(routing), Problem.of(ErrorCode.INTERNAL));
    }

    private static Problem withAllow(Problem problem, RoutingContext routing) {
        if (problem.code() != ErrorCode.METHOD_NOT_ALLOWED) {
            return problem;
        }
        return AllowedMethods.of(routing.request().path())
                .map(methods -> problem.withHeader(HttpHeaders.ALLOW, methods))
                .orElse(problem);
    }

    static ErrorCode codeOf(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 413 -> ErrorCode.BODY_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? ErrorCode.BAD_PARAMETER : ErrorCode.INTERNAL;
        };
    }
}
