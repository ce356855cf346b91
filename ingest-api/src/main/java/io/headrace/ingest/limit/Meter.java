package io.headrace.ingest.limit;

import io.headrace.store.quota.BookedTokens;
import io.headrace.store.quota.GrantedTokens;
import io.headrace.store.quota.KindLimits;
import io.headrace.store.quota.LimitSpan;
import io.headrace.store.quota.MeterKey;
import io.headrace.store.quota.WantedTokens;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts one owner's requests of one kind at this instance: each takes a token of every span, or none at all.
 *
 * <p>It decides and remembers, and asks nobody; times are milliseconds of the database's clock. Whoever uses it holds
 * its lock.
 */
final class Meter {
    private final MeterKey key;
    private final Window[] windows =
            Stream.of(LimitSpan.values()).map(Window::new).toArray(Window[]::new);
    private final Map<LimitSpan, BookedTokens> toBook = new EnumMap<>(LimitSpan.class);
    private @Nullable KindLimits limits;
    private String policy = "";
    private long usedAt;

    Meter(MeterKey key) {
        this.key = key;
    }

    /** @param onCredit whether PostgreSQL cannot be asked, so that what it would say is not waited for */
    Standing take(KindLimits current, long now, boolean onCredit) {
        turn(current, now);
        usedAt = now;
        Window refusing = refusing(now, onCredit);
        if (refusing != null) {
            return standing(Verdict.REFUSED, refusing, now);
        }
        if (!onCredit && !holdsAll()) {
            return standing(Verdict.UNKNOWN, scarcest(), now);
        }
        for (Window window : windows) {
            window.use();
        }
        return standing(Verdict.ADMITTED, scarcest(), now);
    }

    /** How things stand, for who takes nothing. */
    Standing look(KindLimits current, long now) {
        turn(current, now);
        return standing(Verdict.UNKNOWN, scarcest(), now);
    }

    /** Whether more tokens should be asked for although nobody waits. */
    boolean isLow(long now) {
        for (Window window : windows) {
            if (window.isLow(now)) {
                return true;
            }
        }
        return false;
    }

    /** What to ask for now. */
    List<WantedTokens> wanted(int waiting, long now) {
        List<WantedTokens> wanted = new ArrayList<>(windows.length);
        for (Window window : windows) {
            window.roll(now);
            long tokens = window.wanted(waiting, now);
            if (tokens > 0) {
                wanted.add(new WantedTokens(key, window.span(), tokens, window.limit()));
            }
        }
        return wanted;
    }

    /** What was asked for under another plan goes back. */
    void granted(GrantedTokens granted, long now) {
        Window window = windows[granted.span().ordinal()];
        if (window.isForeign(granted)) {
            book(granted.span(), granted.start(), -granted.tokens());
        } else {
            window.granted(granted, now);
        }
    }

    /** What was used on credit, or came free under another plan; said once, and the caller's from here on. */
    List<BookedTokens> bookings(long now) {
        for (Window window : windows) {
            window.roll(now);
            book(window.span(), window.start(), window.settle());
        }
        List<BookedTokens> bookings = List.copyOf(toBook.values());
        toBook.clear();
        return bookings;
    }

    /** What is held goes back with the next bookings. */
    void release(long now) {
        for (Window window : windows) {
            window.roll(now);
            book(window.span(), window.start(), -window.giveBack());
        }
    }

    /** Bookings that did not reach PostgreSQL, as far as is known: what was used is booked again, what came back is not. */
    void bookAgain(List<BookedTokens> lost) {
        for (BookedTokens each : lost) {
            book(each.span(), each.start(), Math.max(0, each.tokens()));
        }
    }

    boolean hasBookings() {
        return !toBook.isEmpty();
    }

    /** When somebody last asked. */
    long usedAt() {
        return usedAt;
    }

    private void turn(KindLimits current, long now) {
        for (Window window : windows) {
            window.roll(now);
        }
        if (!current.equals(limits)) {
            adopt(current);
        }
    }

    private void adopt(KindLimits current) {
        limits = current;
        policy = PolicyHeader.of(current);
        for (Window window : windows) {
            book(window.span(), window.start(), -window.limit(current.per(window.span())));
        }
    }

    /** A second's tokens are not worth the way back; of a span that is over there is nothing to book. */
    private void book(LimitSpan span, long start, long tokens) {
        if (tokens != 0 && span != LimitSpan.SECOND) {
            BookedTokens before = toBook.get(span);
            if (before != null && before.start() > start) {
                return;
            }
            long sum = before != null && before.start() == start ? before.tokens() + tokens : tokens;
            toBook.put(span, new BookedTokens(key, span, start, sum));
        }
    }

    /** The one that refuses for the longest. */
    private @Nullable Window refusing(long now, boolean onCredit) {
        Window longest = null;
        for (Window window : windows) {
            boolean refuses = onCredit ? !window.hasCredit() : !window.hasToken() && window.isSpent(now);
            if (refuses && (longest == null || window.end() >= longest.end())) {
                longest = window;
            }
        }
        return longest;
    }

    private boolean holdsAll() {
        for (Window window : windows) {
            if (!window.hasToken()) {
                return false;
            }
        }
        return true;
    }

    private Window scarcest() {
        Window scarcest = windows[0];
        for (Window window : windows) {
            if (window.remaining() <= scarcest.remaining()) {
                scarcest = window;
            }
        }
        return scarcest;
    }

    private Standing standing(Verdict verdict, Window window, long now) {
        long remaining = verdict == Verdict.REFUSED ? 0 : window.remaining();
        return new Standing(verdict, window.span(), window.limit(), remaining, window.end(), now, policy);
    }
}
