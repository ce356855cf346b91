package io.headrace.ingest.access;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether a key opens the door; empty means that it does. */
final class AccessPolicy {
    private AccessPolicy() {}

    /** Only who has the secret learns that a key is expired or was deactivated. */
    static Optional<ErrorCode> judgeKey(ApiKey presented, KeyView stored, List<byte[]> peppers, Instant now) {
        boolean genuine = peppers.stream()
                .anyMatch(pepper -> MessageDigest.isEqual(presented.hash(pepper), stored.secretHash()));
        if (!genuine || presented.environment() != stored.environment()) {
            return Optional.of(ErrorCode.CREDENTIAL_MISSING);
        }
        if (!stored.active()) {
            return Optional.of(ErrorCode.CREDENTIAL_INACTIVE);
        }
        boolean expired = stored.expiresAt() != null && !now.isBefore(stored.expiresAt());
        return expired ? Optional.of(ErrorCode.CREDENTIAL_EXPIRED) : Optional.empty();
    }

    /** Another slug than the key's own is as if it were not there. */
    static Optional<ErrorCode> judgeUse(KeyView key, EndpointView endpoint, String slug, KeyScope needed) {
        if (!endpoint.slug().equals(slug) || !endpoint.ownerId().equals(key.ownerId())) {
            return Optional.of(ErrorCode.NOT_FOUND);
        }
        if (key.scope().compareTo(needed) < 0) {
            return Optional.of(ErrorCode.SCOPE_TOO_SMALL);
        }
        return endpoint.active() ? Optional.empty() : Optional.of(ErrorCode.ENDPOINT_INACTIVE);
    }
}
