package io.headrace.local;

import io.headrace.contracts.SecretSealer;

/** What the services share and nobody else may know; belongs to the data, without it they cannot be read. */
public record Secrets(String secretKeys, String keyPepper, String databasePassword) {
    static Secrets create() {
        return new Secrets(SecretSealer.newKey("k1"), Passwords.createPepper(), Passwords.create());
    }

    /** Never shows what it holds. */
    @Override
    public String toString() {
        return "Secrets[...]";
    }
}
