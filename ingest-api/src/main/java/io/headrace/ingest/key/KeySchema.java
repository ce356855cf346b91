package io.headrace.ingest.key;

/** What the published description says of several methods alike. */
final class KeySchema {
    static final String NAME = "For people: what the key is for";
    static final String SCOPE = "Each includes the ones before it: read, read-write, admin";
    static final String EXPIRES_AT = "In the future, before the year 10000; null for a key that does not expire";
    static final String GRACE = "ISO 8601, from PT0S to P7D: how long the secret before goes on opening";
    static final String BAD_REQUEST = "40000 not JSON, 40001 every member that is wrong or unknown is listed";
    static final String NOT_FOUND = "40401 no such endpoint or key, or not yours";
    static final String FORBIDDEN =
            "40301 the key that asks has not the scope admin, or is a test key and asks for the secret of a live one";
    static final String UNAUTHORIZED = "40101 no credential, 40102 expired, 40103 deactivated or revoked";
    static final String REVOKED = "42201 the key was revoked, which is final";
    static final String EXAMPLE_EXPIRY = "2031-01-31T12:00:00Z";

    private KeySchema() {}
}
