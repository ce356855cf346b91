package io.headrace.processor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The processor's settings: {@code headrace.*} properties, {@code HEADRACE_*} in the environment. */
@ConfigMapping(prefix = "headrace")
interface ProcessorConfig {
    Kafka kafka();

    Watchdog watchdog();

    Audit audit();

    Operation operation();

    /** The stable name of this instance; without one it joins its consumer group as somebody new at each start. */
    Optional<String> instance();

    interface Kafka {
        String bootstrapServers();

        /** Partitions of a topic that has to be created. */
        @WithDefault("12")
        int partitions();

        /** Replicas of a topic that has to be created. */
        @WithDefault("1")
        short replicationFactor();

        /** Replicas that must have a record before it counts as written. */
        @WithDefault("1")
        int minInsyncReplicas();

        /** How long a created topic keeps its records; the operation log is kept longer. */
        @WithDefault("P7D")
        Duration retention();
    }

    interface Audit {
        /** How long entries of the audit trail are kept; they go a whole day at a time. */
        @WithDefault("P90D")
        Duration retention();
    }

    interface Operation {
        /**
         * How long it is known what became of an accepted command; whole days at a time. Never shorter than Kafka may
         * hold the command: one that is read again and not known would be applied again.
         */
        @WithDefault("P30D")
        Duration retention();
    }

    interface Watchdog {
        /** How often lag and progress are looked at. */
        @WithDefault("PT5S")
        Duration interval();

        /** Standing still for this long, with commands waiting and PostgreSQL answering, fails liveness. */
        @WithDefault("PT45S")
        Duration standstill();
    }
}
