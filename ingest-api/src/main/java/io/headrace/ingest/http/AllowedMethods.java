package io.headrace.ingest.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which methods a path has, as the resources say: the framework knows, but does not say so in its 405. */
final class AllowedMethods {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
    private static volatile AllowedMethods known = new AllowedMethods(List.of());

    private final List<PathMethods> paths;

    private record PathMethods(String template, String prefix, Pattern pattern, String methods) {
        boolean fits(String path) {
            return path.startsWith(prefix) && pattern.matcher(path).matches();
        }
    }

    private AllowedMethods(List<PathMethods> paths) {
        this.paths = paths;
    }

    /** From now on {@link #of} answers for these resources. */
    static void learn(Collection<Class<?>> resources) {
        Map<String, Set<String>> methods = new TreeMap<>();
        resources.forEach(resource -> read(resource, methods));
        known = new AllowedMethods(methods.entrySet().stream()
                // A path that is written out wins over one with a gap in that place.
                .sorted(Comparator.comparing(entry -> PARAMETER.split(entry.getKey(), -1).length))
                .map(entry -> new PathMethods(
                        entry.getKey(),
                        PARAMETER.split(entry.getKey(), -1)[0],
                        pattern(entry.getKey()),
                        String.join(", ", entry.getValue())))
                .toList());
    }

    static Optional<String> of(String path) {
        return find(path).map(PathMethods::methods);
    }

    /** The path as its resource writes it, its parameters in braces. */
    static Optional<String> templateOf(String path) {
        return find(path).map(PathMethods::template);
    }

    private static Optional<PathMethods> find(String path) {
        return known.paths.stream().filter(known -> known.fits(path)).findFirst();
    }

    private static void read(Class<?> resource, Map<String, Set<String>> methods) {
        for (Method method : resource.getDeclaredMethods()) {
            Stream.of(method.getAnnotations())
                    .map(AllowedMethods::httpMethod)
                    .flatMap(Optional::stream)
                    .forEach(name -> methods.computeIfAbsent(
                                    path(resource, method), path -> new TreeSet<>(Set.of("OPTIONS")))
                            .addAll(name.equals("GET") ? Set.of("GET", "HEAD") : Set.of(name)));
        }
    }

    private static Optional<String> httpMethod(Annotation annotation) {
        return Optional.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class))
                .map(HttpMethod::value);
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = resource.getAnnotation(Path.class).value();
        return own == null
                ? path
                : path.replaceAll("/$", "") + "/" + own.value().replaceAll("^/", "");
    }

    private static Pattern pattern(String template) {
        StringBuilder regex = new StringBuilder();
        String[] literals = PARAMETER.split(template, -1);
        for (int i = 0; i < literals.length; i++) {
            regex.append(i == 0 ? "" : "[^/]+").append(Pattern.quote(literals[i]));
        }
        return Pattern.compile(regex + "/?");
    }
}
