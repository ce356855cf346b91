package io.headrace.local;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.SigningSecret;

/** The shape of {@code credentials.json}: what a person or a client needs to use the local system. */
public record Credentials(
        String baseUrl,
        Account owner,
        Account admin,
        String endpoint,
        String testKey,
        String liveKey,
        String signingSecret) {
    static Credentials create(String baseUrl) {
        return new Credentials(
                baseUrl,
                new Account("owner@example.com", Passwords.create()),
                new Account("admin@example.com", Passwords.create()),
                "orders",
                ApiKey.create(Environment.TEST).text(),
                ApiKey.create(Environment.LIVE).text(),
                SigningSecret.create());
    }

    /** The same system at another port. */
    Credentials withBaseUrl(String other) {
        return new Credentials(other, owner, admin, endpoint, testKey, liveKey, signingSecret);
    }
}
