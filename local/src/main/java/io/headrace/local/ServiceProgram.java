package io.headrace.local;

import io.headrace.backends.JavaCommand;
import io.headrace.backends.Launch;
import io.headrace.backends.Program;
import io.headrace.backends.StopSignal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the three services as a JVM of its own. */
final class ServiceProgram implements Program {
    private static final int PROBE_MILLIS = 2_000;
    private static final int HEAP_MEGABYTES = 256;

    private final String name;
    private final int port;
    private final JavaCommand java;
    private final Map<String, String> environment;

    ServiceProgram(String name, int port, Path jar, Map<String, String> environment) {
        this.name = name;
        this.port = port;
        // No class archive: Quarkus loads its classes by a loader of its own, which archives do not cover.
        this.java = new JavaCommand(HEAP_MEGABYTES, Optional.empty(), List.of(), List.of("-jar", jar.toString()));
        this.environment = environment;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Launch prepare() throws IOException {
        return new Launch(java.words(List.of()), environment, StopSignal.TERM);
    }

    /** Its own word: the readiness check. */
    @Override
    public boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
