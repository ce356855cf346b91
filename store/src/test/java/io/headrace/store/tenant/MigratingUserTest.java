package io.headrace.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A managed PostgreSQL gives nobody a superuser: what the fence needs is made without one. */
final class MigratingUserTest {
    private static final UUID ANNE = UUID.fromString("019a0000-0000-7000-8000-00000000000a");

    @TempDir
    static Path folder;

    @Test
    void a_user_who_may_make_roles_migrates_and_so_does_one_to_whom_the_role_was_granted() throws IOException {
        try (Backends backends = Backends.start(folder)) {
            DatabaseAddress server = backends.database();
            try (FencedDatabase superuser = database(server, server.database(), server.username(), server.password())) {
                superuser.script("CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'maker'");
                superuser.script("CREATE DATABASE of_maker OWNER maker");
                assertMigrates(database(server, "of_maker", "maker", "maker"));

                superuser.script("CREATE ROLE ingest LOGIN PASSWORD 'ingest'; GRANT headrace_tenant TO ingest");
                assertBoundForGood(database(server, "of_maker", "ingest", "ingest"));

                superuser.script("CREATE ROLE plain LOGIN PASSWORD 'plain'; GRANT headrace_tenant TO plain");
                superuser.script("CREATE DATABASE of_plain OWNER plain");
                assertMigrates(database(server, "of_plain", "plain", "plain"));
            }
        }
    }

    private static void assertMigrates(FencedDatabase database) {
        try (database) {
            database.migrate();
            database.script("INSERT INTO owner (id, account, name, password_hash, role, created_at)" + " VALUES ('"
                    + ANNE + "', 'anne', '', '', 'owner', now())");
            database.script(TenantTables.firstRow("endpoint", ANNE));

            assertThat(database.count("endpoint", ANNE)).isEqualTo(1);
            assertThat(database.count("endpoint", UUID.randomUUID())).isZero();
        }
    }

    /** A user for ingest-api alone: there is nothing to go back to. */
    private static void assertBoundForGood(FencedDatabase database) {
        try (database) {
            assertThat(database.count("endpoint", ANNE)).isEqualTo(1);
            assertThat(database.countAll("endpoint")).as("without the role").isZero();
            assertThatThrownBy(() -> database.script("SET ROLE maker")).isInstanceOf(PgException.class);
        }
    }

    private static FencedDatabase database(DatabaseAddress server, String name, String user, String password) {
        return new FencedDatabase(server, name, user, password);
    }
}
