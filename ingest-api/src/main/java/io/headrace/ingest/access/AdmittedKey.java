package io.headrace.ingest.access;

import io.headrace.store.owner.KeyView;

/**
 * A key that opened the door.
 *
 * @param secretVersion of the secret that it was opened with: the newest, or in the grace after a rotation the one before
 */
public record AdmittedKey(KeyView key, int secretVersion) {}
