package io.headrace.ingest.oauth;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Language;
import io.headrace.ingest.http.Messages;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.ProblemException;
import io.headrace.ingest.http.Text;
import java.util.List;

/** Says what is wrong with a token request in the words of RFC 6749, section 5.2, and in our envelope at once. */
final class TokenProblem {
    private static final String ERROR = "error";

    private TokenProblem() {}

    static RuntimeException invalidRequest(String parameter, Text why) {
        return refusal("invalid_request", parameter, why);
    }

    static RuntimeException unsupportedGrantType() {
        return refusal("unsupported_grant_type", "grant_type", Text.of("oauth.grant_type"));
    }

    static RuntimeException invalidScope() {
        return refusal("invalid_scope", "scope", Text.of("oauth.scope"));
    }

    static RuntimeException invalidClient(ErrorCode code) {
        return finished("invalid_client", Problem.of(code));
    }

    static RuntimeException tooManyFailures(long seconds) {
        return finished(
                "temporarily_unavailable",
                Problem.of(ErrorCode.RATE_LIMITED, Text.of("oauth.failures"))
                        .withHeader("Retry-After", Long.toString(seconds))
                        .withMember("retryAfter", seconds));
    }

    /** What was refused before it was known to be a token request, in the same form as the rest. */
    static RuntimeException of(ProblemException refused) {
        Problem problem = refused.problem();
        if (problem.members().containsKey(ERROR)) {
            return refused;
        }
        return switch (problem.code().status()) {
            case 401 -> finished("invalid_client", problem);
            case 503 -> finished("temporarily_unavailable", problem);
            default -> finished("invalid_request", problem);
        };
    }

    private static RuntimeException refusal(String error, String parameter, Text why) {
        return finished(
                error, Problem.of(ErrorCode.VALIDATION_FAILED, why).withDetails(List.of(new Detail(parameter, why))));
    }

    private static RuntimeException finished(String error, Problem problem) {
        Problem finished = problem.withMember(ERROR, error)
                // The RFC allows no other language here than one that ASCII can write.
                .withMember("error_description", Messages.in(Language.EN, problem.message()))
                .withHeader("Cache-Control", "no-store");
        return (problem.code().status() == 401
                        ? finished.withHeader("WWW-Authenticate", "Basic realm=\"headrace\"")
                        : finished)
                .exception();
    }
}
