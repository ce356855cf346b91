package io.headrace.bench.run.rig;

import io.headrace.contracts.Callback;
import io.headrace.contracts.Command;
import io.headrace.contracts.CommandHeaders;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Origin;
import io.headrace.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Queues commands as ingest-api would, faster than HTTP could: for backlogs. */
public final class CommandFeed implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final UUID ownerId;
    private final UUID endpointId;
    private final String keyId;
    private final String endpoint;

    /** The ids of what was queued lie between these two, and nobody else's do. */
    public record Span(UUID first, UUID last) {}

    private CommandFeed(KafkaProducer<String, byte[]> producer, Database database, String endpoint) {
        this.producer = producer;
        String ofKey = " FROM api_key WHERE environment = 'live'";
        this.ownerId = UUID.fromString(database.texts("SELECT owner_id" + ofKey).get(0));
        this.endpointId =
                UUID.fromString(database.texts("SELECT endpoint_id" + ofKey).get(0));
        this.keyId = database.texts("SELECT id" + ofKey).get(0);
        this.endpoint = endpoint;
    }

    public static CommandFeed open(Rig rig) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                rig.system().bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 * 1024);
        return new CommandFeed(
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()),
                rig.database(),
                rig.system().credentials().endpoint());
    }

    /**
     * Creates of so many records; all are in Kafka when it returns.
     *
     * @param callbackUrls one after the other; none, for writes that nobody is told of
     */
    public Span queue(int number, byte[] body, List<String> callbackUrls) {
        String hash = sha256(body);
        UUID first = Ids.create();
        for (int i = 0; i < number; i++) {
            producer.send(message(create(body, hash, callback(callbackUrls, i))));
        }
        producer.flush();
        return new Span(first, Ids.create());
    }

    @Override
    public void close() {
        producer.close();
    }

    private static @Nullable Callback callback(List<String> urls, int number) {
        return urls.isEmpty() ? null : new Callback(urls.get(number % urls.size()), null, null);
    }

    private Command create(byte[] body, String hash, @Nullable Callback callback) {
        return new Command(
                Ids.create(),
                Ids.create(),
                OperationKind.CREATE,
                ownerId,
                endpointId,
                endpoint,
                Environment.LIVE,
                Origin.API,
                keyId,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Ids.format(Ids.REQUEST, Ids.create()),
                null,
                null,
                callback,
                hash,
                body);
    }

    private static ProducerRecord<String, byte[]> message(Command command) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(Topics.COMMANDS, command.recordId().toString(), command.body());
        CommandHeaders.write(command)
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
