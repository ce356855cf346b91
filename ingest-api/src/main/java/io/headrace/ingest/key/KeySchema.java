package io.headrace.ingest.key;

import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the published description says of several methods alike, and the bodies that they take. */
final class KeySchema {
    static final String BAD_REQUEST = "40000 not JSON, 40001 every member that is wrong or unknown is listed";
    static final String BAD_PARAMETER = "40002 a parameter is unknown or has the wrong form";
    static final String TOO_LARGE = "41301 more than 102,400 bytes";
    static final String MEDIA_TYPE = "41501 not application/json, or a Content-Encoding";
    static final String NOT_FOUND = "40401 no such endpoint or key, or not yours";
    static final String FORBIDDEN =
            "40301 the key that asks has not the scope admin, or is a test key and asks for the secret of a live one";
    static final String UNAUTHORIZED = "40101 no credential, 40102 expired, 40103 deactivated or revoked";
    static final String REVOKED = "42201 the key was revoked, which is final";
    private static final String NAME = "For people: what the key is for";
    private static final String SCOPE = "Each includes the ones before it: read, read-write, admin";
    private static final String EXPIRY = "In the future, before the year 10000; null for a key that does not expire";
    private static final String EXAMPLE = "2031-01-31T12:00:00Z";

    private KeySchema() {}

    @Schema(
            name = "NewKey",
            requiredProperties = {"name", "environment", "scope"},
            additionalProperties = Schema.False.class)
    static final class Creation {
        @Schema(minLength = 1, maxLength = KeyBodies.MAX_NAME, description = NAME)
        public String name;

        @Schema(enumeration = {"test", "live"})
        public String environment;

        @Schema(
                enumeration = {"read", "read-write", "admin"},
                description = SCOPE)
        public String scope;

        @Schema(nullable = true, examples = EXAMPLE, description = EXPIRY)
        public OffsetDateTime expiresAt;

        private Creation() {}
    }

    @Schema(name = "KeyChange", additionalProperties = Schema.False.class)
    static final class Change {
        @Schema(minLength = 1, maxLength = KeyBodies.MAX_NAME, description = NAME)
        public String name;

        @Schema(
                enumeration = {"read", "read-write", "admin"},
                description = SCOPE)
        public String scope;

        @Schema(description = "false: 40103, until it is true again")
        public boolean active;

        @Schema(nullable = true, examples = EXAMPLE, description = EXPIRY)
        public OffsetDateTime expiresAt;

        private Change() {}
    }

    @Schema(name = "KeyRotation", additionalProperties = Schema.False.class)
    static final class Rotation {
        @Schema(
                format = "duration",
                defaultValue = KeyBodies.DEFAULT_GRACE,
                examples = {"PT0S", "PT24H", "P7D"},
                description = "ISO 8601, from PT0S to P7D: how long the secret before goes on opening")
        public String grace;

        private Rotation() {}
    }

    @Schema(name = "Nothing", additionalProperties = Schema.False.class)
    static final class Nothing {
        private Nothing() {}
    }
}
