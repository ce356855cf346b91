package io.headrace.backends;

/** One running backend in the hands of a test, which may break it. */
public interface Backend {
    /** Starts it again on the same data and port, after {@link #kill} or {@link #stop}, and waits until it answers. */
    void start();

    /** A clean stop. */
    void stop();

    /** kill -9: no last word to disk or clients. */
    void kill();

    /** Freezes it where it stands. */
    void pause();

    /** Lets a frozen one run on. */
    void resume();

    boolean isRunning();
}
