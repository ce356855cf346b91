package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.FaultKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What was broken, and from when to when, in the order of beginning. */
record Faults(List<Window> windows) {

    /** An end belongs to the fault of the same kind, process and detail, else to the oldest of kind and process. */
    static Faults of(List<Entry> entries) {
        List<Window> open = new ArrayList<>();
        List<Window> windows = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Fault fault) {
                switch (fault.phase()) {
                    case BEGIN -> open.add(Window.open(fault));
                    case END -> close(open, windows, fault);
                }
            }
        }
        windows.addAll(open);
        windows.sort(Comparator.comparingLong(Window::begin));
        return new Faults(List.copyOf(windows));
    }

    private static void close(List<Window> open, List<Window> windows, Entry.Fault end) {
        Predicate<Window> same = window ->
                window.fault().kind() == end.kind() && window.fault().process().equals(end.process());
        Predicate<Window> alike = window -> window.fault().detail().equals(end.detail());
        open.stream()
                .filter(same.and(alike))
                .findFirst()
                .or(() -> open.stream().filter(same).findFirst())
                .ifPresent(window -> {
                    open.remove(window);
                    windows.add(new Window(window.begin(), end.atNanos(), window.fault()));
                });
    }

    boolean any(FaultKind kind) {
        return windows.stream().anyMatch(window -> window.fault().kind() == kind);
    }

    List<Window> where(Predicate<Window> wanted) {
        return windows.stream().filter(wanted).toList();
    }
}
