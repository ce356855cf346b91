package io.headrace.store.account;

import java.util.UUID;

/**
 * An owner or administrator as a session needs it.
 *
 * @param account what is typed at login: an e-mail address, a name or a telephone number
 * @param active whether who logged in may act
 */
public record AccountView(UUID id, String account, String name, AccountRole role, boolean active) {}
