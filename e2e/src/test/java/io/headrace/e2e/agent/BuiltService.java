package io.headrace.e2e.agent;

import io.headrace.local.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.pool.TypePool;

/** The classes of a service as they were built, to try edits on without starting it. */
final class BuiltService {
    private static final Map<String, BuiltService> BY_PROCESS = new ConcurrentHashMap<>();

    private final ClassFileLocator classes;
    private final TypePool types;

    private BuiltService(ClassFileLocator classes) {
        this.classes = classes;
        this.types = TypePool.Default.of(classes);
    }

    static BuiltService of(String process) {
        return BY_PROCESS.computeIfAbsent(process, name -> new BuiltService(jars(name)));
    }

    /** @throws RuntimeException if the class is gone, or is not what the edit was written for */
    void edit(Edit edit) {
        TypeDescription type = types.describe(edit.type()).resolve();
        edit.requireFits(type);
        new ByteBuddy()
                .with(TypeValidation.DISABLED)
                .decorate(type, classes)
                .visit(edit.change())
                .make(types);
    }

    private static ClassFileLocator jars(String process) {
        Path home = Distribution.find().home().resolve("services").resolve(process);
        try (Stream<Path> files = Files.walk(home)) {
            List<ClassFileLocator> jars = new ArrayList<>();
            jars.add(ClassFileLocator.ForClassLoader.ofPlatformLoader());
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                jars.add(ClassFileLocator.ForJarFile.of(jar.toFile()));
            }
            return new ClassFileLocator.Compound(jars);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
