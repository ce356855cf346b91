package io.headrace.store.delivery;

import java.util.Locale;

/** Why an attempt failed: a class of error that the tenant may see, never an address. */
public enum AttemptFailure {
    /** The host has no address. */
    DNS,
    /** The URL or one of its addresses is not allowed. */
    BLOCKED,
    /** No connection: refused or unreachable. */
    CONNECT,
    /** No secure connection: untrusted, expired, for another name. */
    TLS,
    /** No whole answer within the deadline. */
    TIMEOUT,
    /** The connection broke before the answer. */
    RESET,
    /** An answer that is not 2xx. */
    STATUS,
    /** An answer that broke off or was not HTTP. */
    BODY,
    /** The request could not be made, because a secret it needs is gone or does not open. */
    REQUEST;

    /** The name used in columns, JSON, logs and metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
