package io.headrace.store.command;

import io.headrace.contracts.Environment;
import java.util.UUID;

/** What names a stored record: test and live data never meet, even under one id. */
public record RecordKey(Environment environment, UUID id) {}
