package io.headrace.local;

import io.headrace.backends.DatabaseAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The environment that each service is started with: the names of the configuration table, the local values. */
record ServiceEnvironment(String bootstrapServers, DatabaseAddress database, Secrets secrets, Path bootstrapFile) {
    /** Loopback and nothing else: the receiver of a local run's webhooks is on the same machine. */
    static final String ALLOWED_NETWORKS = "127.0.0.0/8,::1/128";

    /** @param instance the stable name of this one among the instances of its service */
    Map<String, String> of(Service service, String instance, int port) {
        Map<String, String> all = new HashMap<>();
        all.put("HEADRACE_HTTP_PORT", Integer.toString(port));
        all.put("HEADRACE_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        all.put("HEADRACE_DATABASE_URL", database.url());
        all.put("HEADRACE_DATABASE_USERNAME", database.username());
        all.put("HEADRACE_DATABASE_PASSWORD", database.password());
        all.put("HEADRACE_INSTANCE", instance);
        all.put("HEADRACE_LOG_JSON", "false");
        switch (service) {
            case INGEST_API -> {
                all.put("HEADRACE_KEY_PEPPER", secrets.keyPepper());
                all.put(
                        "HEADRACE_BOOTSTRAP_FILE",
                        bootstrapFile.toAbsolutePath().toString());
                addWebhooks(all);
            }
            case NOTIFIER -> addWebhooks(all);
            case PROCESSOR -> {}
        }
        return all;
    }

    private void addWebhooks(Map<String, String> all) {
        all.put("HEADRACE_SECRET_KEYS", secrets.secretKeys());
        all.put("HEADRACE_WEBHOOK_ALLOWED_NETWORKS", ALLOWED_NETWORKS);
        all.put("HEADRACE_WEBHOOK_ALLOW_HTTP", "true");
    }
}
