package io.headrace.ingest.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.ingest.access.AccessToken;
import io.headrace.ingest.access.AccessTokens;
import io.headrace.ingest.access.AdmittedKey;
import io.headrace.ingest.access.KeyGate;
import io.headrace.ingest.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Exchanges a key for a token. */
@Singleton
final class TokenWorker {
    private final KeyGate keys;
    private final AccessTokens tokens;
    private final FailureLimit failures = new FailureLimit(Ticker.systemTicker());

    TokenWorker(KeyGate keys, AccessTokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /** A token and what it says. */
    record Issued(String text, AccessToken token) {}

    Uni<Issued> exchange(TokenRequest request, String address) {
        FailureLimit.Who who = new FailureLimit.Who(address, request.client().id());
        if (failures.isReached(who)) {
            throw TokenProblem.tooManyFailures(FailureLimit.WINDOW.toSeconds());
        }
        return keys.admit(request.client())
                .onFailure(TokenWorker::isOfClient)
                .invoke(refused -> failures.failed(who))
                .chain(key -> issue(key, request.granted(key.key().scope())));
    }

    /** A database that does not answer is not the client's failure. */
    private static boolean isOfClient(Throwable failure) {
        return failure instanceof ProblemException refused
                && refused.problem().code().status() == 401;
    }

    private Uni<Issued> issue(AdmittedKey key, KeyScope scope) {
        AccessToken token =
                tokens.plan(key, scope).orElseThrow(() -> TokenProblem.invalidClient(ErrorCode.CREDENTIAL_EXPIRED));
        return tokens.sign(token).map(text -> new Issued(text, token));
    }
}
