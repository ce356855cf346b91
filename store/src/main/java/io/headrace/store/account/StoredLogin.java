package io.headrace.store.account;

/** An account and the hash that its password must match. */
public record StoredLogin(AccountView account, String passwordHash) {}
