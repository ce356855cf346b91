package io.headrace.processor;

import io.headrace.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the two topics where they are missing; topics that the operator made are left as they are. */
@ApplicationScoped
class TopicCreator {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final ProcessorConfig.Kafka kafka;

    TopicCreator(ProcessorConfig config) {
        this.kafka = config.kafka();
    }

    /** Kafka's id of the commands topic, which is there afterwards. */
    String create() throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = admin()) {
            for (String topic : List.of(Topics.COMMANDS, Topics.EVENTS)) {
                createIfMissing(admin, topic);
            }
            return commandsTopicId(admin);
        }
    }

    /** Kafka's id of the commands topic as it is now; {@link IllegalStateException} if Kafka does not tell. */
    String lookUp() {
        try (Admin admin = admin()) {
            return commandsTopicId(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell the id of the commands topic", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS / 2));
    }

    private static String commandsTopicId(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        TopicDescription commands = admin.describeTopics(List.of(Topics.COMMANDS))
                .topicNameValues()
                .get(Topics.COMMANDS)
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        return commands.topicId().toString();
    }

    private void createIfMissing(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        NewTopic wanted = new NewTopic(topic, kafka.partitions(), kafka.replicationFactor())
                .configs(Map.of(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(kafka.minInsyncReplicas()),
                        TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(kafka.retention().toMillis()),
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
        try {
            admin.createTopics(List.of(wanted)).all().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
