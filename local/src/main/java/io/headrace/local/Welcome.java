package io.headrace.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a person reads once the system is ready. */
record Welcome(Credentials credentials, Path folder) {
    List<String> lines(Duration startup) {
        return List.of(
                "",
                "Headrace is ready (" + startup.toMillis() / 100 / 10.0 + " s).",
                "  Console   " + credentials.baseUrl() + "/",
                "  Log in    " + credentials.owner().account() + "   "
                        + credentials.owner().password(),
                "  Admin     " + credentials.admin().account() + "   "
                        + credentials.admin().password(),
                "  Test key  " + credentials.testKey(),
                "  Live key  " + credentials.liveKey(),
                "  Try it    " + curl(),
                "  Webhooks may go to this machine (" + ServiceEnvironment.ALLOWED_NETWORKS.replace(",", ", ")
                        + ") and over http: in this local run only.",
                "  Data, logs and credentials are in " + folder + "; Ctrl-C stops everything.",
                "");
    }

    /** In one line that a shell takes as it is. */
    String curl() {
        return "curl -s -X POST " + credentials.baseUrl() + "/api/v1/data/" + credentials.endpoint()
                + " -H 'Authorization: Bearer " + credentials.testKey()
                + "' -H 'Content-Type: application/json' -d '{\"order_id\":\"A-1\",\"amount\":12.50}'";
    }
}
