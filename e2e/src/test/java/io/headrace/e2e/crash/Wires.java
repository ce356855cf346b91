package io.headrace.e2e.crash;

import io.headrace.e2e.agent.TcpProxy;
import io.headrace.local.LocalConfig;

/** What stands between the services and their backends, so that their connections can be cut. */
record Wires(TcpProxy postgres, TcpProxy kafka) implements AutoCloseable {
    static Wires between(LocalConfig config) {
        return new Wires(
                TcpProxy.to(config.ports().postgres()),
                TcpProxy.to(config.ports().kafka()));
    }

    /** The same system, whose services know only the way through us. */
    LocalConfig into(LocalConfig config) {
        return config.withKafkaBehind(kafka.port())
                .with("HEADRACE_DATABASE_URL", "postgresql://127.0.0.1:" + postgres.port() + "/headrace")
                .with("HEADRACE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafka.port());
    }

    @Override
    public void close() {
        postgres.close();
        kafka.close();
    }
}
