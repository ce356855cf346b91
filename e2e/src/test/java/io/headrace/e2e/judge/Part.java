package io.headrace.e2e.judge;

/** One noun of a hand-written history. */
interface Part {
    void addTo(ARun run);
}
