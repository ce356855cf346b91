package io.headrace.backends;

import java.io.IOException;

/** Something that runs as a child process and can be started again after it died. */
public interface Program {
    /** The name that logs and people use. */
    String name();

    /** Makes ready what the program needs, which may have been left half done by a crash, and tells how to start it. */
    Launch prepare() throws IOException;

    /** Whether clients are served now. */
    boolean answers();

    /** Called when the program has ended cleanly because it was asked to. */
    default void ended() throws IOException {}
}
