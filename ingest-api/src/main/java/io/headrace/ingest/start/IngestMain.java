package io.headrace.ingest.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the process. */
@QuarkusMain
public final class IngestMain {
    private IngestMain() {}

    public static void main(String... arguments) {
        // The framework would answer a malformed URI with an empty 400, before any filter: RequestFilter judges it.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
