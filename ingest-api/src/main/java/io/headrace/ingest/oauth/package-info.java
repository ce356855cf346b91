/** Exchanges keys for tokens (OAuth 2.0, client credentials), and publishes what verifies them. */
@NullMarked
package io.headrace.ingest.oauth;

import org.jspecify.annotations.NullMarked;
