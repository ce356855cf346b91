package io.headrace.store.owner;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;

/** A key that must exist and work. */
public record NewKey(String id, Environment environment, KeyScope scope, String name, byte[] secretHash) {}
