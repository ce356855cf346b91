package io.headrace.ingest.oauth;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the published description says of both names of the token endpoint. */
final class TokenDescription {
    static final String SUMMARY = "Exchange a key for a token of one hour (client_credentials)";
    static final String TEXT = "client_id is the key's id and client_secret its secret, in the body or by HTTP Basic."
            + " Errors have the members of RFC 6749, section 5.2, beside ours.";
    static final String ISSUED = "access_token, token_type, expires_in (seconds) and scope";
    static final String BAD_REQUEST = "invalid_request, unsupported_grant_type or invalid_scope";
    static final String INVALID_CLIENT = "invalid_client: 40101 unknown, 40102 expired, 40103 deactivated or revoked";
    static final String TOO_LARGE = "invalid_request: 41301 more than 102,400 bytes";
    static final String MEDIA_TYPE = "invalid_request: 41501 neither a form nor JSON, or a Content-Encoding";
    static final String FAILURES = "42901 too many failures with this key from this address; see Retry-After";

    private TokenDescription() {}

    /** The body's parameters. */
    @Schema(name = "TokenRequest", requiredProperties = "grant_type")
    static final class Body {
        @Schema(enumeration = "client_credentials")
        public String grant_type;

        @Schema(description = "The key's id; not needed with HTTP Basic")
        public String client_id;

        @Schema(description = "The key's secret; not together with HTTP Basic")
        public String client_secret;

        @Schema(description = "read, read-write or admin, no wider than the key's; without it, the key's")
        public String scope;

        private Body() {}
    }
}
