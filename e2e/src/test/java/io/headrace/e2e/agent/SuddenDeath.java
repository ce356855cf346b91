package io.headrace.e2e.agent;

/**
 * Kills this process as {@code kill -9} does, from within.
 *
 * <p>The process sends SIGKILL to itself: the kernel ends all threads before the call comes back, so nothing is done
 * past the point. {@link Runtime#halt} runs no hooks either, but it waits for the other threads to come to a safepoint,
 * and those that are in a system call (a socket write, say) go on meanwhile. It is the second choice, where the signal
 * cannot be sent; its exit code is then that of a killed process.
 */
final class SuddenDeath {
    private static final int KILLED = 137;

    private SuddenDeath() {}

    static void now() {
        try {
            // By name: the compiler warns of the class, and nothing turns that off. It is in every JDK's
            // jdk.unsupported.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Object kill = signal.getConstructor(String.class).newInstance("KILL");
            signal.getMethod("raise", signal).invoke(null, kill);
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.err.println("Headrace agent: cannot send SIGKILL, halting instead: " + e);
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
