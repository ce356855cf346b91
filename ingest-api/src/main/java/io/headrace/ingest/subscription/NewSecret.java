package io.headrace.ingest.subscription;

import org.jspecify.annotations.Nullable;

/**
 * What the webhooks of a subscription are signed with from now on.
 *
 * @param text {@code whsec_...}, or {@code whsk_...} of a key
 * @param publicKey of a key; null for a secret
 */
record NewSecret(String text, @Nullable String publicKey) {
    /** What its owner is shown, this once; null for a key, whose private half stays here. */
    @Nullable
    String shown() {
        return publicKey == null ? text : null;
    }

    /** Without the secret, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "secret";
    }
}
