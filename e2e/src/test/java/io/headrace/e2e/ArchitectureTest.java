package io.headrace.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrow's dependencies, as the folders draw them. */
class ArchitectureTest {
    private static final List<String> MODULES =
            List.of("contracts", "store", "ingest-api", "processor", "notifier", "backends", "local");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    @Test
    void all_modules_are_looked_at() {
        for (String name : List.of("contracts", "store", "ingest", "processor", "notifier", "backends", "local")) {
            assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith("io.headrace." + name)))
                    .as(name)
                    .isNotEmpty();
        }
    }

    @Test
    void dependencies_follow_the_arrow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.headrace..")
                .layer("contracts")
                .definedBy("io.headrace.contracts..")
                .layer("store")
                .definedBy("io.headrace.store..")
                .layer("ingest")
                .definedBy("io.headrace.ingest..")
                .layer("processor")
                .definedBy("io.headrace.processor..")
                .layer("notifier")
                .definedBy("io.headrace.notifier..")
                .layer("backends")
                .definedBy("io.headrace.backends..")
                .layer("local")
                .definedBy("io.headrace.local..")
                .whereLayer("contracts")
                .mayNotAccessAnyLayer()
                .whereLayer("store")
                .mayOnlyAccessLayers("contracts")
                .whereLayer("ingest")
                .mayOnlyAccessLayers("contracts", "store")
                .whereLayer("processor")
                .mayOnlyAccessLayers("contracts", "store")
                .whereLayer("notifier")
                .mayOnlyAccessLayers("contracts", "store")
                .whereLayer("backends")
                .mayNotAccessAnyLayer()
                .whereLayer("local")
                .mayOnlyAccessLayers("contracts", "backends")
                .check(CLASSES);
    }

    @Test
    void contracts_are_plain_java() {
        noClasses()
                .that()
                .resideInAPackage("io.headrace.contracts..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "org.eclipse.microprofile..",
                        "io.smallrye..",
                        "io.vertx..",
                        "org.apache.kafka..",
                        "org.hibernate..")
                .check(CLASSES);
    }

    @Test
    void only_the_store_knows_postgresql() {
        noClasses()
                .that()
                .resideInAnyPackage("io.headrace.ingest..", "io.headrace.processor..", "io.headrace.notifier..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx.sqlclient..",
                        "io.vertx.mutiny.sqlclient..",
                        "io.vertx.pgclient..",
                        "io.vertx.mutiny.pgclient..",
                        "org.hibernate..",
                        "jakarta.persistence..",
                        "java.sql..")
                .check(CLASSES);
    }

    @Test
    void reactive_types_stay_at_the_rim() {
        classes()
                .that()
                .haveNameMatching(".*\\.[A-Za-z]*(Decider|Planner|Policy|Mapper|Signer|Composer|Reader)")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("io.smallrye.mutiny..", "io.vertx..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void entities_never_leave_the_store() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.headrace.store..")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Entity")
                .check(CLASSES);
    }
}
