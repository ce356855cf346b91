package io.headrace.ingest.access;

/** What a sealed signing key is bound to. */
public final class SigningKeySeal {
    private SigningKeySeal() {}

    public static String context(String kid) {
        return "signing_key/" + kid;
    }
}
