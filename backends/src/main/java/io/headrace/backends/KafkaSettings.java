package io.headrace.backends;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The settings of a single Kafka node, broker and controller in one, on loopback only.
 *
 * @param port where the node listens to clients
 * @param advertisedPort where it tells them to connect: another one, where something stands between
 * @param controllerPort where the node talks to itself; may differ from start to start
 */
record KafkaSettings(Path data, int port, int advertisedPort, int controllerPort) {
    static final int NODE_ID = 1;
    private static final String HOST = "127.0.0.1";

    Properties properties() {
        Properties all = new Properties();
        all.setProperty("process.roles", "broker,controller");
        all.setProperty("node.id", Integer.toString(NODE_ID));
        all.setProperty("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        all.setProperty("listeners", "CLIENT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        all.setProperty("advertised.listeners", "CLIENT://" + HOST + ":" + advertisedPort);
        all.setProperty("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.setProperty("controller.listener.names", "CONTROLLER");
        all.setProperty("inter.broker.listener.name", "CLIENT");
        all.setProperty("log.dirs", data.toString());
        all.setProperty("auto.create.topics.enable", "false");
        singleNode(all);
        fewThreads(all);
        return all;
    }

    private static void singleNode(Properties all) {
        all.setProperty("default.replication.factor", "1");
        all.setProperty("offsets.topic.replication.factor", "1");
        all.setProperty("offsets.topic.num.partitions", "2");
        all.setProperty("transaction.state.log.replication.factor", "1");
        all.setProperty("transaction.state.log.min.isr", "1");
        all.setProperty("transaction.state.log.num.partitions", "1");
        all.setProperty("share.coordinator.state.topic.replication.factor", "1");
        all.setProperty("share.coordinator.state.topic.min.isr", "1");
        all.setProperty("share.coordinator.state.topic.num.partitions", "1");
        // One member is the whole group here: waiting for others to join would only delay the first record.
        all.setProperty("group.initial.rebalance.delay.ms", "0");
    }

    private static void fewThreads(Properties all) {
        all.setProperty("num.network.threads", "2");
        all.setProperty("num.io.threads", "4");
        all.setProperty("background.threads", "2");
        all.setProperty("num.recovery.threads.per.data.dir", "2");
        all.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    }
}
