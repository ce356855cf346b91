package io.headrace.ingest.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/** What is to be written down, up to a bound; nobody ever waits for room. */
final class AuditBuffer {
    private static final int TOO_MANY_REQUESTS = 429;

    private final Queue<AuditDraft> drafts;
    /** A client that is refused for asking too much must not fill the trail: its first refusal of each time stands for all. */
    private final Set<String> refusedLately = ConcurrentHashMap.newKeySet();

    AuditBuffer(int most) {
        this.drafts = new ArrayBlockingQueue<>(most);
    }

    /** False if there is no room. */
    boolean add(AuditDraft draft) {
        return draft.status() == TOO_MANY_REQUESTS && !refusedLately.add(draft.actor()) || drafts.offer(draft);
    }

    /** The oldest, so many at most. */
    List<AuditDraft> fetch(int most) {
        List<AuditDraft> fetched = new ArrayList<>();
        AuditDraft next;
        while (fetched.size() < most && (next = drafts.poll()) != null) {
            fetched.add(next);
        }
        return fetched;
    }

    /** From here on a refusal is written down again. */
    void forgetRefusals() {
        refusedLately.clear();
    }
}
