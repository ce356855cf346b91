package io.headrace.notifier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The notifier's settings; where Kafka and PostgreSQL are stands in application.properties. */
@ConfigMapping(prefix = "headrace")
public interface NotifierConfig {
    /** Keys that open secrets: {@code id:base64[,id:base64...]}. No default: without it the service does not start. */
    Optional<String> secretKeys();

    /** The stable name of this instance; the host name where none is given. */
    Optional<String> instance();

    Webhook webhook();

    Replay replay();

    Delivery delivery();

    /** The log of deliveries. */
    interface Delivery {
        /**
         * How long events are kept, with their deliveries and attempts, from when they were accepted on; they go a whole
         * day at a time, and later where a delivery is still open. Longer than Kafka may hold events, for one that is read
         * again must be known.
         */
        @WithDefault("P30D")
        Duration retention();
    }

    /** Deliveries that people ask for once more. */
    interface Replay {
        /** How many of one job are sent in a second, so that what is new is not held up. */
        @WithDefault("100")
        int perSecond();
    }

    interface Webhook {
        /** Networks that targets may be in although they are not public. */
        Optional<List<String>> allowedNetworks();

        /** Name servers, {@code address[:port]}, asked for targets' names; the system's resolver where none is given. */
        Optional<List<String>> dns();

        /** Whether targets may be plain http. */
        @WithDefault("false")
        boolean allowHttp();

        /** The wait before each attempt, counted from the end of the failed one before it. */
        @WithDefault("PT0S,PT60S,PT60S,PT60S")
        List<Duration> schedule();

        /** For one attempt: name, connection, request and answer together. */
        @WithDefault("PT15S")
        Duration timeout();

        /** How long after the deadline the lease of an instance that died is taken away. */
        @WithDefault("PT15S")
        Duration leaseMargin();

        /** A subscription all of whose attempts have failed for so long is held. */
        @WithDefault("PT90S")
        Duration holdAfter();

        /** Attempts of at least so many different deliveries must have failed before it is. */
        @WithDefault("10")
        int holdFailures();

        /** Until a held subscription's target is tried for the first time; twice as long after each try in vain. */
        @WithDefault("PT1M")
        Duration probeEvery();

        /** How many of a subscription's held deliveries are sent in a second when it is released. */
        @WithDefault("100")
        int releasePerSecond();

        /** Attempts in flight at once. */
        @WithDefault("1024")
        int inFlight();

        /** Attempts in flight at once to one host and port, so that one that hangs does not take them all. */
        @WithDefault("32")
        int inFlightPerDestination();

        /** Attempts in flight at once of one owner, whatever their destinations, so that no owner takes them all. */
        @WithDefault("128")
        int inFlightPerOwner();
    }

    /** The name that leases carry. */
    default String holder() {
        return instance().orElseGet(NotifierConfig::hostName);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("this host has no name: set HEADRACE_INSTANCE", e);
        }
    }
}
