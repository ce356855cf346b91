/** Owners who log in at a provider of identities (OpenID Connect) and come with its tokens. Off unless configured. */
@NullMarked
package io.headrace.ingest.oidc;

import org.jspecify.annotations.NullMarked;
