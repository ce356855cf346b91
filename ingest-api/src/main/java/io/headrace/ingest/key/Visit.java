package io.headrace.ingest.key;

import io.headrace.ingest.account.OwnerCaller;
import io.headrace.store.key.KeyPlace;

/** Who asks about keys, and of which endpoint. */
record Visit(OwnerCaller caller, KeyPlace place) {}
