package io.headrace.bench.run.rig;

import io.headrace.backends.FreePorts;
import io.headrace.backends.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The constant server as a JVM with the very flags that a service of the system runs with. */
public final class ConstantServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final int port;
    private final List<Integer> hookPorts;
    private final Child child;

    private ConstantServer(String name, int port, List<Integer> hookPorts, Child child) {
        this.name = name;
        this.port = port;
        this.hookPorts = hookPorts;
        this.child = child;
    }

    /**
     * @param servicePid a service, started with {@code -jar}, whose flags are taken over
     * @param hooks how many more ports receive webhooks
     */
    static ConstantServer start(String name, Path home, Path log, long servicePid, int hooks) {
        int port = FreePorts.next();
        List<Integer> hookPorts =
                IntStream.range(0, hooks).map(i -> FreePorts.next()).boxed().toList();
        List<String> command = new ArrayList<>(flags(servicePid));
        command.add("-Dbench.port=" + port);
        command.add(
                "-Dbench.hook-ports=" + hookPorts.stream().map(String::valueOf).collect(Collectors.joining(",")));
        command.add("-Dbench.ends-with-input=true");
        command.add("-jar");
        command.add(home.resolve("constant/target/quarkus-app/quarkus-run.jar").toString());
        ConstantServer server = new ConstantServer(name, port, hookPorts, Child.silent(command, log));
        Patience.until(PATIENCE, server::answers, "the constant server is not ready; see " + log);
        return server;
    }

    public String name() {
        return name;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    List<String> hookUrls() {
        return hookPorts.stream().map(each -> "http://127.0.0.1:" + each + "/").toList();
    }

    long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }

    private boolean answers() {
        if (!child.isAlive()) {
            throw new IllegalStateException("the constant server has ended");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The words before {@code -jar}, without a class archive, which fits one jar only. */
    private static List<String> flags(long pid) {
        ProcessHandle.Info info = ProcessHandle.of(pid).map(ProcessHandle::info).orElseThrow();
        List<String> words = new ArrayList<>();
        words.add(info.command().orElseThrow());
        for (String argument : info.arguments().orElseThrow()) {
            if (argument.equals("-jar")) {
                return words;
            }
            if (!argument.contains("Archive")) {
                words.add(argument);
            }
        }
        throw new IllegalStateException("process " + pid + " was not started with -jar");
    }
}
