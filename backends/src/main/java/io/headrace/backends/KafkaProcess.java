package io.headrace.backends;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The main program of the embedded Kafka: formats its folder at the first start, then serves until it is told to stop. */
public final class KafkaProcess {
    private KafkaProcess() {}

    /** Arguments: data folder, client port, advertised port, controller port, file to make when clients are served. */
    public static void main(String[] arguments) throws Exception {
        KafkaSettings settings = new KafkaSettings(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        format(settings);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.properties(), false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
        server.startup();
        Files.writeString(
                Path.of(arguments[4]), Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    /** A folder that was formatted only half is formatted again: it has no records yet. */
    private static void format(KafkaSettings settings) throws Exception {
        if (Files.exists(settings.data().resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(settings.data());
        new Formatter()
                .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(KafkaSettings.NODE_ID)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(settings.data().toString())
                .addDirectory(settings.data().toString())
                .setIgnoreFormatted(true)
                .run();
    }
}
