package io.headrace.ingest.limit;

/** What a meter says to a request. */
enum Verdict {
    ADMITTED,
    /** More tokens have to be asked for before anybody can tell. */
    UNKNOWN,
    REFUSED
}
