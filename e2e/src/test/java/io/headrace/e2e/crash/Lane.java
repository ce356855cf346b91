package io.headrace.e2e.crash;

/** How long a run may take, and so how it orders its faults. */
enum Lane {
    /** Each crash point once and one fault of each other family, then the rest of the writes; for {@code verify}. */
    SHORT,
    /** Round after round of everything, some faults two at a time, until the minutes are over. */
    LONG
}
