package io.headrace.store.quota;

import java.util.UUID;

/** What is counted together: an owner's requests of one kind. */
public record MeterKey(UUID ownerId, LimitKind kind) {}
