package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.FaultKind;

/** A fault with its beginning, and its end where there is one. */
final class AFault implements Part {
    private final FaultKind kind;
    private final String process;
    private String detail = "";
    private long from;
    private long to = -1;

    private AFault(FaultKind kind, String process) {
        this.kind = kind;
        this.process = process;
    }

    static AFault aKill(String process) {
        return new AFault(FaultKind.KILL, process);
    }

    static AFault aFault(FaultKind kind, String process) {
        return new AFault(kind, process);
    }

    static AFault aHang() {
        return new AFault(FaultKind.HOSTILE_TARGET, "target").detail("hang");
    }

    AFault detail(String text) {
        detail = text;
        return this;
    }

    AFault from(long millis) {
        from = millis;
        return this;
    }

    AFault to(long millis) {
        to = millis;
        return this;
    }

    @Override
    public void addTo(ARun run) {
        run.entries.add(new Entry.Fault(ARun.nanos(from), Entry.Phase.BEGIN, kind, process, detail));
        if (to >= 0) {
            run.entries.add(new Entry.Fault(ARun.nanos(to), Entry.Phase.END, kind, process, detail));
        }
    }
}
