package io.headrace.backends;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real Kafka on loopback, one node, in a JVM of its own. */
public final class EmbeddedKafka implements Program {
    private static final int HEAP_MEGABYTES = 384;
    private static final int CONNECT_MILLIS = 500;

    private final Path data;
    private final int port;
    private final int advertisedPort;
    private final JavaCommand java;

    /**
     * @param data the broker's folder; formatted at the first start
     * @param classPath has this module and Kafka on it
     * @param archive where the class archive is kept; empty for none
     */
    public EmbeddedKafka(Path data, int port, String classPath, Optional<Path> archive) {
        this(data, port, port, classPath, archive);
    }

    /** @param advertisedPort where clients are told to connect, for something that stands between */
    public EmbeddedKafka(Path data, int port, int advertisedPort, String classPath, Optional<Path> archive) {
        this.data = data.toAbsolutePath();
        this.port = port;
        this.advertisedPort = advertisedPort;
        this.java = new JavaCommand(
                HEAP_MEGABYTES,
                archive,
                List.of(
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss,SSS"),
                List.of("-cp", classPath, KafkaProcess.class.getName()));
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** Where clients are told to connect. */
    public String bootstrapServers() {
        return "127.0.0.1:" + advertisedPort;
    }

    @Override
    public Launch prepare() throws IOException {
        Files.deleteIfExists(readyMark());
        Files.createDirectories(data.getParent());
        List<String> arguments = List.of(
                data.toString(),
                Integer.toString(port),
                Integer.toString(advertisedPort),
                Integer.toString(FreePorts.next()),
                readyMark().toString());
        return new Launch(java.words(arguments), Map.of(), StopSignal.TERM);
    }

    /** The port opens a little before the controller lets the broker serve; the mark is made after both. */
    @Override
    public boolean answers() {
        return Files.exists(readyMark()) && portIsOpen();
    }

    @Override
    public void ended() throws IOException {
        java.keepArchive();
    }

    private boolean portIsOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path readyMark() {
        return data.resolveSibling(data.getFileName() + ".ready");
    }
}
