package io.headrace.e2e.judge;

/** Judges a run by one law: pure, and no more than a few passes over the facts. */
interface Rule {
    Law law();

    void judge(Facts facts, Breaches breaches);
}
