package io.headrace.ingest.account;

import io.headrace.store.account.AccountRole;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks at the owner's API, as the credential says.
 *
 * @param onlyEndpoint the one endpoint that an admin-scope key reaches; null for a session, which reaches all of its
 *     owner's
 * @param actor for the audit trail: the account, or the key's id
 */
public record OwnerCaller(
        UUID ownerId, AccountRole role, @Nullable UUID onlyEndpoint, String actor) {
    /** Whether this endpoint of the owner is within reach. */
    public boolean reaches(UUID endpointId) {
        return onlyEndpoint == null || onlyEndpoint.equals(endpointId);
    }
}
