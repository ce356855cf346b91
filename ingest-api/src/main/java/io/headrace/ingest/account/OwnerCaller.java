package io.headrace.ingest.account;

import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.store.account.AccountRole;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks at the owner's API, as the credential says.
 *
 * @param onlyEndpoint the one endpoint that an admin-scope key reaches; null for a session, which reaches all of its
 *     owner's
 * @param onlyEnvironment the one kind of data that a test key sees; null for who sees both
 * @param actor for the audit trail: the account, or the key's id
 */
public record OwnerCaller(
        UUID ownerId,
        AccountRole role,
        @Nullable UUID onlyEndpoint,
        @Nullable Environment onlyEnvironment,
        String actor) {
    /** Whether this endpoint of the owner is within reach. */
    public boolean reaches(UUID endpointId) {
        return onlyEndpoint == null || onlyEndpoint.equals(endpointId);
    }

    /** Whether data of this kind, and what gives access to them, may be shown. */
    public boolean sees(Environment environment) {
        return onlyEnvironment == null || onlyEnvironment == environment;
    }

    /** Refuses a test key where what is asked for holds for live data as well, or tells of them. */
    public void refuseTestKey() {
        if (onlyEnvironment != null) {
            throw Problem.of(ErrorCode.SCOPE_TOO_SMALL, Text.of("key.live")).exception();
        }
    }

    /** Whether a key asks, and not somebody who has logged in. */
    public boolean isKey() {
        return onlyEndpoint != null;
    }
}
