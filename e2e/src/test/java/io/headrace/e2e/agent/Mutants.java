package io.headrace.e2e.agent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Chooses what the services are made of when they start next: as they are, or broken in one way. */
public final class Mutants {
    private final ControlFolder folder;

    /** @param controlFolder the one that the services were given by {@link AgentJar} */
    public Mutants(Path controlFolder) {
        this.folder = new ControlFolder(controlFolder);
    }

    /** @param mutant null for the system as it is */
    public void select(@Nullable Mutant mutant) {
        if (mutant == null) {
            folder.selectNone();
        } else {
            folder.select(mutant);
        }
    }
}
