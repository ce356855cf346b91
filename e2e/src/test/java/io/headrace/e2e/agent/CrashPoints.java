package io.headrace.e2e.agent;

import java.nio.file.Path;

/**
 * Arms crash points in processes that carry the agent, running or not: who reaches an armed point dies there, once for
 * each time it was armed. Safe to use from several threads.
 */
public final class CrashPoints {
    private final ControlFolder folder;

    /** @param controlFolder the one that the services were given by {@link AgentJar} */
    public CrashPoints(Path controlFolder) {
        this.folder = new ControlFolder(controlFolder);
    }

    /**
     * Takes effect at once; arming what is armed begins to count anew.
     *
     * @param hitsToSkip how often the point is passed before; each process counts for itself, from its start on
     */
    public void arm(CrashPoint point, int hitsToSkip) {
        if (hitsToSkip < 0) {
            throw new IllegalArgumentException("hits to skip are " + hitsToSkip + ": must not be negative");
        }
        folder.arm(point, hitsToSkip);
    }

    /** Calls off what has not happened yet; tells whether it was in time. */
    public boolean disarm(CrashPoint point) {
        return folder.disarm(point);
    }

    public boolean isArmed(CrashPoint point) {
        return folder.isArmed(point);
    }

    /** How often a process died there. */
    public int fired(CrashPoint point) {
        return folder.firedBy(point).size();
    }
}
