package io.headrace.ingest.access;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import java.time.Instant;

/**
 * What a token says: which key it was exchanged for, and what it allows until when.
 *
 * @param secretVersion of the secret that it was got with: the token is good no longer than that secret
 * @param expiresAt in whole seconds
 */
public record AccessToken(
        String keyId,
        Environment environment,
        KeyScope scope,
        int secretVersion,
        Instant issuedAt,
        Instant expiresAt) {}
