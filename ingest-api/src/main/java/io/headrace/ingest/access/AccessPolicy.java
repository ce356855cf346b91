package io.headrace.ingest.access;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides whether a key opens the door; an empty refusal means that it does. */
final class AccessPolicy {
    private AccessPolicy() {}

    /** The version of the secret that was presented; empty if it opens nothing, whatever else is true of the key. */
    static OptionalInt secretVersion(PresentedKey presented, KeyView stored, byte[] pepper, Instant now) {
        if (presented.environment() != null && presented.environment() != stored.environment()) {
            return OptionalInt.empty();
        }
        return stored.secret().versionOf(ApiKey.hash(presented.secret(), pepper), now);
    }

    /** Whether a key whose secret is known may be used: only who has the secret learns this. */
    static Optional<ErrorCode> judgeKey(KeyView stored, Instant now) {
        if (!stored.active()) {
            return Optional.of(ErrorCode.CREDENTIAL_INACTIVE);
        }
        boolean expired = stored.expiresAt() != null && !now.isBefore(stored.expiresAt());
        return expired ? Optional.of(ErrorCode.CREDENTIAL_EXPIRED) : Optional.empty();
    }

    /** Whether the key behind a token, and the secret that the token was got with, are still good. */
    static Optional<ErrorCode> judgeToken(AccessToken token, KeyView stored, Instant now) {
        if (token.environment() != stored.environment()) {
            return Optional.of(ErrorCode.CREDENTIAL_MISSING);
        }
        Optional<ErrorCode> refusal = judgeKey(stored, now);
        return refusal.isPresent() || stored.secret().accepts(token.secretVersion(), now)
                ? refusal
                : Optional.of(ErrorCode.CREDENTIAL_EXPIRED);
    }

    /** Another slug than the key's own is as if it were not there. */
    static Optional<ErrorCode> judgeUse(KeyView key, EndpointView endpoint, String slug, KeyScope needed) {
        if (!endpoint.slug().equals(slug) || !endpoint.ownerId().equals(key.ownerId())) {
            return Optional.of(ErrorCode.NOT_FOUND);
        }
        if (key.scope().compareTo(needed) < 0) {
            return Optional.of(ErrorCode.SCOPE_TOO_SMALL);
        }
        return judgeActive(endpoint);
    }

    static Optional<ErrorCode> judgeActive(EndpointView endpoint) {
        return endpoint.active() ? Optional.empty() : Optional.of(ErrorCode.ENDPOINT_INACTIVE);
    }
}
