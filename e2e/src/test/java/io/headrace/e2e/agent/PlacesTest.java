package io.headrace.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.headrace.local.Distribution;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of crash points against the services as they were built. */
class PlacesTest {
    private static final Map<String, TypePool> SERVICES = new HashMap<>();

    static List<Place> places() {
        return Places.all();
    }

    @ParameterizedTest
    @MethodSource("places")
    void each_place_is_there_in_the_service_as_it_was_built(Place place) {
        TypePool.Resolution type = service(place.point().process()).describe(place.type());

        assertThat(type.isResolved()).as(place.type()).isTrue();
        assertThatCode(() -> CrashEdits.of(place).requireFits(type.resolve())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void each_crash_point_has_a_place_in_its_own_process(CrashPoint point) {
        assertThat(Places.of(point.process()))
                .extracting(Edit::purpose)
                .contains("crash point " + point.wireName());
    }

    @Test
    void names_on_the_wire_are_those_of_the_faults_list() {
        assertThat(Arrays.stream(CrashPoint.values()).map(CrashPoint::wireName))
                .startsWith("ingest.before-send", "ingest.sent-not-acked", "ingest.acked-before-202")
                .contains("processor.after-event-before-offset-commit", "notifier.between-attempts");
        assertThat(CrashPoint.INGEST_BEFORE_SEND.process()).isEqualTo("ingest-api");
        assertThat(CrashPoint.NOTIFIER_AFTER_LEASE.process()).isEqualTo("notifier");
    }

    /** All jars that a service is started from. */
    private static TypePool service(String process) {
        return SERVICES.computeIfAbsent(process, name -> {
            Path home = Distribution.find().home().resolve("services").resolve(name);
            try (Stream<Path> files = Files.walk(home)) {
                List<ClassFileLocator> jars = new ArrayList<>();
                for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                    jars.add(ClassFileLocator.ForJarFile.of(new File(jar.toString())));
                }
                return TypePool.Default.of(new ClassFileLocator.Compound(jars));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
