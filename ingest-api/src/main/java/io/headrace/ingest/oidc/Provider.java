package io.headrace.ingest.oidc;

import io.headrace.ingest.start.IngestConfig;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The provider whose tokens are accepted.
 *
 * @param issuer as its tokens say it, without a slash of ours
 * @param audience what a token must be for
 * @param accountClaim the claim that says whose account it is, at the first login
 * @param createsOwners whether somebody whom nobody knows becomes an owner
 */
record Provider(String issuer, String audience, String accountClaim, boolean createsOwners) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Empty where none is configured. @throws IllegalStateException says what is wrong with the configuration */
    static Optional<Provider> of(IngestConfig.Oidc config) {
        return config.issuer().filter(text -> !text.isBlank()).map(issuer -> {
            require(isSafe(issuer), "HEADRACE_OIDC_ISSUER must be an https URL");
            String audience = config.audience().filter(text -> !text.isBlank()).orElse("");
            require(!audience.isEmpty(), "HEADRACE_OIDC_ISSUER is set, so HEADRACE_OIDC_AUDIENCE must be too");
            return new Provider(issuer, audience, config.accountClaim(), config.createOwners());
        });
    }

    String discoveryUrl() {
        return (issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration";
    }

    /** What comes in the clear over a network could be anybody's keys. */
    static boolean isSafe(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException(rule);
        }
    }
}
