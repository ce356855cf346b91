package io.headrace.ingest.queue;

import io.headrace.ingest.start.IngestConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How commands are handed to Kafka: durable first, then bounded in time and memory, then fast. */
final class ProducerSettings {
    static final int PROBE_TIMEOUT_MS = 1_500;
    /** This is an event loop's time: see KafkaLink.lost. */
    private static final int MAX_BLOCK_MS = 100;

    private static final int REQUEST_TIMEOUT_MS = 2_000;
    /** Below any client's patience, so that a slow Kafka is told of and not guessed at. */
    private static final int DELIVERY_TIMEOUT_MS = 4_000;

    private static final int LINGER_MS = 1;
    private static final int BATCH_BYTES = 64 * 1024;
    private static final long BUFFER_BYTES = 32L * 1024 * 1024;
    private static final int RECONNECT_MAX_MS = 500;
    /** A topic must not be forgotten in a quiet hour: the next send would block on metadata. */
    private static final int METADATA_IDLE_MS = 7 * 24 * 3_600 * 1_000;

    private final String bootstrapServers;
    private final String clientId;

    ProducerSettings(IngestConfig config) {
        this.bootstrapServers = config.kafka().bootstrapServers();
        this.clientId = "headrace-ingest-" + config.instance().orElse("1");
    }

    Map<String, Object> producer() {
        Map<String, Object> settings = client();
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE_MS);
        return settings;
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = client();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_TIMEOUT_MS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_TIMEOUT_MS);
        return settings;
    }

    private Map<String, Object> client() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAX_MS);
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }
}
