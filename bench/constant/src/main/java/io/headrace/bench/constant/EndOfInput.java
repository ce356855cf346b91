package io.headrace.bench.constant;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends this process when the driver that holds its standard input is gone. */
@Singleton
final class EndOfInput {
    @ConfigProperty(name = "bench.ends-with-input", defaultValue = "false")
    boolean wanted;

    void watch(@Observes StartupEvent started) {
        if (wanted) {
            Thread watcher = new Thread(EndOfInput::waitForIt, "end-of-input");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    private static void waitForIt() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        Quarkus.asyncExit();
    }
}
