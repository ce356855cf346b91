package io.headrace.notifier.plan;

import io.headrace.notifier.NotifierConfig;
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
     * A static member that comes back within its session gets its partitions back at once, where a new one would wait
     * for the dead one's session to end. Only for a name that was given: two processes that share a host name by
     * default would fence each other.
     */
    @Produces
    @Singleton
    @Identifier("events")
    Map<String, Object> events(NotifierConfig config) {
        Map<String, Object> settings = new HashMap<>();
        config.instance()
                .ifPresent(name -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "headrace-notifier-" + name));
        return settings;
    }
}
