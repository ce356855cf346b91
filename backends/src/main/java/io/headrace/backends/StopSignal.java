package io.headrace.backends;

/** The signal that asks a program to stop cleanly. */
public enum StopSignal {
    /** What a JVM answers by running its shutdown hooks. */
    TERM,
    /** PostgreSQL's fast shutdown: it ends its clients' sessions instead of waiting for them. */
    INT
}
