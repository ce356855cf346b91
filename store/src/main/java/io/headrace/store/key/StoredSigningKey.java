package io.headrace.store.key;

import java.time.Instant;

/**
 * A key that signs tokens.
 *
 * @param sealedKey the key pair as a JWK, sealed for its kid
 * @param signsUntil exclusive
 * @param verifiesUntil exclusive: by then the last token that it signed is over
 */
public record StoredSigningKey(
        String kid, String sealedKey, Instant signsFrom, Instant signsUntil, Instant verifiesUntil) {}
