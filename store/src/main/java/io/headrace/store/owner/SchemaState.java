package io.headrace.store.owner;

/** How much of what this service needs the database has. */
public enum SchemaState {
    /** Another service has not migrated it yet. */
    MISSING,
    /** The policies do not bind the role that they are made for. */
    UNFENCED,
    THERE
}
