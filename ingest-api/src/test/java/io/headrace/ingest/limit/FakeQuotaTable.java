package io.headrace.ingest.limit;

import io.headrace.store.quota.BookedTokens;
import io.headrace.store.quota.GrantedTokens;
import io.headrace.store.quota.LimitSpan;
import io.headrace.store.quota.WantedTokens;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The table of taken tokens of one meter, as PostgreSQL keeps it: one statement after the other. */
final class FakeQuotaTable {
    private final Map<LimitSpan, long[]> rows = new EnumMap<>(LimitSpan.class);

    List<GrantedTokens> lease(List<WantedTokens> wanted, long now) {
        return wanted.stream().map(want -> lease(want, now)).toList();
    }

    void book(List<BookedTokens> booked) {
        for (BookedTokens each : booked) {
            long[] row = rows.computeIfAbsent(each.span(), span -> new long[] {each.start(), 0});
            if (row[0] == each.start()) {
                row[1] = Math.max(0, row[1] + each.tokens());
            }
        }
    }

    long taken(LimitSpan span) {
        return rows.get(span)[1];
    }

    private GrantedTokens lease(WantedTokens want, long now) {
        long start = want.span().startOf(now);
        long[] row = rows.get(want.span());
        if (row == null || row[0] != start) {
            row = new long[] {start, 0};
            rows.put(want.span(), row);
        }
        long granted = Math.max(0, Math.min(want.tokens(), want.limit() - row[1]));
        row[1] += granted;
        return new GrantedTokens(want.meter(), want.span(), start, granted, row[1], want.limit());
    }
}
