package io.headrace.e2e.history;

/** How the system is hurt. */
public enum FaultKind {
    /** kill -9 at a named point of the code, which is the detail. */
    CRASH_POINT,
    /** kill -9 at a random moment. */
    KILL,
    /** SIGSTOP, and SIGCONT later. */
    PAUSE,
    /** A clean stop and a new start. */
    RESTART,
    /** PostgreSQL ended at once, as by {@code -m immediate}. */
    IMMEDIATE_STOP,
    /** One more instance of a service, and its end. */
    SCALE,
    /** Connections to PostgreSQL or Kafka cut; the detail says when. */
    CONNECTION_CUT,
    /** The group's consumer offset set back. */
    OFFSET_RESET,
    /** A message that is no command, written straight to the topic. */
    POISON,
    /** A target that is slow, hangs, drips, resets, redirects, floods, or answers with an error. */
    HOSTILE_TARGET
}
