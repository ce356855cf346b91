package io.headrace.processor;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The consumer's settings that depend on the instance; the others stand in application.properties. */
@Singleton
final class ConsumerSettings {
    /**
     * A static member that comes back within its session gets its partitions back at once. Only for a name that was
     * given: two processes that share a default would shut each other out.
     */
    @Produces
    @Singleton
    @Identifier("commands")
    Map<String, Object> commands(ProcessorConfig config) {
        Map<String, Object> settings = new HashMap<>();
        config.instance()
                .ifPresent(name -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "headrace-processor-" + name));
        return settings;
    }
}
