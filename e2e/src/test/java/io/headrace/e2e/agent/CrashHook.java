package io.headrace.e2e.agent;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where the code that the agent has put into a service calls: nothing happens, or the process dies here. */
public final class CrashHook {
    private static final Map<String, CrashHook> BY_NAME = new ConcurrentHashMap<>();
    private static volatile @Nullable ControlFolder folder;

    private final CrashPoint point;
    private final ControlFolder orders;
    private String token = "";
    private int hits;
    private long markedNanos;

    private CrashHook(CrashPoint point, ControlFolder orders) {
        this.point = point;
        this.orders = orders;
    }

    static void listenTo(ControlFolder orders) {
        folder = orders;
    }

    /** The point is reached. */
    public static void reach(String point) {
        of(point).hit();
    }

    /** Half of the point is reached: it lies on the way from here to {@link #reachAfterMark}. */
    public static void mark(String point) {
        of(point).remember();
    }

    /** The point is reached if the mark was passed since it was armed, at least so long ago. */
    public static void reachAfterMark(String point, long millis) {
        of(point).hitIfMarked(millis);
    }

    private static CrashHook of(String point) {
        CrashHook known = BY_NAME.get(point);
        return known != null
                ? known
                : BY_NAME.computeIfAbsent(point, name -> new CrashHook(CrashPoint.ofWireName(name), folder()));
    }

    private static ControlFolder folder() {
        ControlFolder known = folder;
        if (known == null) {
            throw new IllegalStateException("the agent was not started");
        }
        return known;
    }

    private void hit() {
        if (orders.isArmed(point)) {
            orders.arming(point).ifPresent(this::count);
        }
    }

    private synchronized void remember() {
        Optional<ControlFolder.Arming> arming = orders.isArmed(point) ? orders.arming(point) : Optional.empty();
        if (arming.isPresent() && markedNanos == 0) {
            markedNanos = System.nanoTime();
        }
    }

    private synchronized void hitIfMarked(long millis) {
        if (markedNanos != 0 && System.nanoTime() - markedNanos >= TimeUnit.MILLISECONDS.toNanos(millis)) {
            markedNanos = 0;
            hit();
        }
    }

    private synchronized void count(ControlFolder.Arming arming) {
        if (!arming.token().equals(token)) {
            token = arming.token();
            hits = 0;
        }
        if (hits++ >= arming.hitsToSkip() && orders.disarm(point)) {
            die();
        }
    }

    private void die() {
        long pid = ProcessHandle.current().pid();
        orders.noteFired(point, pid);
        System.err.println("Headrace agent: process " + pid + " dies at " + point.wireName());
        SuddenDeath.now();
    }
}
