package io.headrace.e2e.agent;

import io.headrace.local.LocalConfig;
import io.headrace.local.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;

/** The agent as a file that {@code java} takes: made of this package's classes, with Byte Buddy where it lies. */
public final class AgentJar {
    /** What {@code java} reads options from, beside its command line. */
    private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

    /** No service lives for long under the agent: compilers that take pains would only take time. */
    private static final String COMPILED_QUICKLY = "-XX:TieredStopAtLevel=1";

    private final Path file;

    private AgentJar(Path file) {
        this.file = file;
    }

    /** Written anew at each call. */
    public static AgentJar build() {
        try {
            Path classes = Path.of(locationOf(Agent.class));
            Path file = classes.resolveSibling("agent")
                    .resolve("headrace-agent.jar")
                    .toAbsolutePath();
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(file.getParent(), "agent", ".jar");
            write(classes, unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new AgentJar(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String javaToolOptions(Service service, Path controlFolder) {
        String agent = "-javaagent:" + file + "=" + service.wireName() + ":" + controlFolder.toAbsolutePath();
        return "\"" + agent + "\" " + COMPILED_QUICKLY;
    }

    /** All three services with the agent. */
    public LocalConfig into(LocalConfig config, Path controlFolder) {
        LocalConfig all = config;
        for (Service service : Service.values()) {
            all = all.with(service, VARIABLE, javaToolOptions(service, controlFolder));
        }
        return all;
    }

    private static void write(Path classes, Path file) throws IOException {
        Path own = classes.resolve(Agent.class.getPackageName().replace('.', '/'));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest());
                Stream<Path> files = Files.walk(own)) {
            List<Path> members = files.filter(Files::isRegularFile).sorted().toList();
            for (Path member : members) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(member).toString().replace('\\', '/')));
                Files.copy(member, jar);
                jar.closeEntry();
            }
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", Agent.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, locationOf(ByteBuddy.class).toString());
        return manifest;
    }

    private static URI locationOf(Class<?> type) {
        try {
            return type.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
