package io.headrace.ingest.oidc;

import java.util.Optional;

/**
 * Who a provider says it is.
 *
 * @param subject the provider's own name for this person, for ever
 * @param account in the form in which accounts are compared; empty if the provider does not vouch for one
 */
record Person(String issuer, String subject, Optional<String> account, String name) {}
