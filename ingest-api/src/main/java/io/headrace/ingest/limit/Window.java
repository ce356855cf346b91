package io.headrace.ingest.limit;

import io.headrace.store.quota.GrantedTokens;
import io.headrace.store.quota.LimitSpan;

/** One span of a meter, as this instance knows it: the tokens that it holds, and what all instances have taken. */
final class Window {
    /** Where all is taken, tokens may still come back from an instance that does not need them. */
    private static final long ASK_AGAIN_MILLIS = 1_000;
    /**
     * Of a second or a minute, an instance lets this part through unasked: who asks little never waits for PostgreSQL and
     * writes nothing there, and nobody waits at a span's beginning. Three instances stay within 5 % over the limit, even
     * where each takes the next span's part too: its clock may be ahead by as long as an answer took.
     */
    private static final long UNASKED_PARTS = 128;

    /** So few unasked are used up before more are asked for; of many, a half. */
    private static final long FEW = 8;

    private final LimitSpan span;
    private long limit;
    private Chunk chunk = new Chunk(1);
    private long start;
    private long end;
    private long free;
    private long unasked;
    private long taken;
    private long used;
    private long credit;
    private long heardAt;

    Window(LimitSpan span) {
        this.span = span;
    }

    LimitSpan span() {
        return span;
    }

    long limit() {
        return limit;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    long remaining() {
        return Math.max(0, limit - known()) + free;
    }

    /** Another plan: how many tokens of the old one are given back. */
    long limit(long newLimit) {
        limit = newLimit;
        unasked = mostUnasked();
        chunk = new Chunk(newLimit);
        heardAt = 0;
        return giveBack();
    }

    /** How many tokens are given back, of a span that is not over. */
    long giveBack() {
        long unused = free;
        taken -= unused;
        free = 0;
        return unused;
    }

    /** What was used on credit and is not booked yet; it is from here on. */
    long settle() {
        long owed = credit;
        taken += owed;
        credit = 0;
        return owed;
    }

    /** Where the span is over, the next one begins: with nothing, until it is asked for. */
    void roll(long now) {
        if (now >= end || now < start) {
            chunk.begin(used);
            open(span.startOf(now));
        }
    }

    boolean hasToken() {
        return free > 0 || unasked > 0;
    }

    /** While PostgreSQL is away: as much as the plan allows, as far as this instance knows. */
    boolean hasCredit() {
        return free > 0 || known() < limit;
    }

    void use() {
        used++;
        if (free > 0) {
            free--;
        } else if (unasked > 0) {
            unasked--;
        } else {
            credit++;
        }
    }

    /** Whether PostgreSQL has said lately that all is taken. */
    boolean isSpent(long now) {
        boolean lately = span == LimitSpan.SECOND || now - heardAt < ASK_AGAIN_MILLIS;
        return taken >= limit && heardAt > 0 && lately;
    }

    /** Whether more tokens should be on their way. */
    boolean isLow(long now) {
        long quiet = mostUnasked() < FEW ? mostUnasked() : mostUnasked() / 2;
        return used > quiet && chunk.isLow(free) && !isSpent(now);
    }

    /**
     * How many tokens to ask for; 0 for none.
     *
     * @param waiting requests that wait for one
     */
    long wanted(int waiting, long now) {
        long missing = waiting - free - unasked;
        if (isSpent(now) || missing <= 0 && !isLow(now)) {
            return 0;
        }
        return Math.min(limit, Math.max(missing, chunk.take(limit - taken)));
    }

    /** Tokens of a span that is over are of no use any more. */
    void granted(GrantedTokens granted, long now) {
        if (now >= span.endOf(granted.start())) {
            return;
        }
        if (granted.start() != start) {
            open(granted.start());
        }
        free += granted.tokens();
        taken = granted.taken();
        heardAt = now;
    }

    /** Of another plan than the one that tokens were asked under, none may be used. */
    boolean isForeign(GrantedTokens granted) {
        return granted.limit() != limit;
    }

    /** What is used, or held by somebody, as far as this instance knows. */
    private long known() {
        return taken + credit + mostUnasked() - unasked;
    }

    private long mostUnasked() {
        return span == LimitSpan.SECOND || span == LimitSpan.MINUTE ? limit / UNASKED_PARTS : 0;
    }

    private void open(long newStart) {
        start = newStart;
        end = span.endOf(newStart);
        free = 0;
        unasked = mostUnasked();
        taken = 0;
        used = 0;
        credit = 0;
        heardAt = 0;
    }
}
