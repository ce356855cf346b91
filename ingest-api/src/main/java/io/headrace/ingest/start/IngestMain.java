package io.headrace.ingest.start;

import io.headrace.ingest.operate.Commands;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the process: to serve, or to carry out one command and end. */
@QuarkusMain
public final class IngestMain {
    private IngestMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0) {
            System.exit(Commands.run(arguments));
        }
        // The framework would answer a malformed URI with an empty 400, before any filter: RequestFilter judges it.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
