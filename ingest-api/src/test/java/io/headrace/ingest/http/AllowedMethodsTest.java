package io.headrace.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.ingest.console.HomeResource;
import io.headrace.ingest.record.OperationResource;
import io.headrace.ingest.record.RecordResource;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AllowedMethodsTest {
    private static final List<Class<?>> RESOURCES =
            List.of(HomeResource.class, RecordResource.class, OperationResource.class);

    @Test
    void each_path_of_a_resource_names_its_methods() {
        Map<String, Set<String>> declared = declared();

        assertThat(declared).hasSize(4);
        declared.forEach((path, methods) -> assertThat(AllowedMethods.of(path))
                .as(path)
                .hasValueSatisfying(
                        allow -> assertThat(Set.of(allow.split(", "))).isEqualTo(methods)));
    }

    @Test
    void a_path_that_is_not_there_has_none() {
        assertThat(AllowedMethods.of("/api/v1/data")).isEmpty();
    }

    private static Map<String, Set<String>> declared() {
        Map<String, Set<String>> declared = new TreeMap<>();
        for (Class<?> resource : RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                Arrays.stream(method.getAnnotations())
                        .map(AllowedMethodsTest::httpMethod)
                        .filter(name -> !name.isEmpty())
                        .forEach(name -> declared.computeIfAbsent(
                                        path(resource, method), path -> new TreeSet<>(Set.of("OPTIONS")))
                                .addAll(name.equals("GET") ? Set.of("GET", "HEAD") : Set.of(name)));
            }
        }
        return declared;
    }

    private static String httpMethod(Annotation annotation) {
        HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
        return method == null ? "" : method.value();
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String whole = resource.getAnnotation(Path.class).value() + (own == null ? "" : own.value());
        return whole.replaceAll("\\{[^}]*}", "x");
    }
}
