package io.headrace.store.account;

import java.time.Instant;

/** Who logged in, and until when. */
public record StoredSession(AccountView account, Instant expiresAt) {}
