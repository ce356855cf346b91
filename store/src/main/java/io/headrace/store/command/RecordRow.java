package io.headrace.store.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as a batch leaves it.
 *
 * @param data the client's JSON as text, null for a tombstone
 * @param position the last command applied to it
 */
public record RecordRow(RecordHead head, @Nullable String data, Instant updatedAt, Position position) {}
