package io.headrace.store.owner;

import java.util.UUID;

/**
 * An owner that must exist.
 *
 * @param id used only where the account does not exist yet
 * @param role {@code owner} or {@code admin}
 */
public record NewOwner(UUID id, String account, String name, String passwordHash, String role) {}
