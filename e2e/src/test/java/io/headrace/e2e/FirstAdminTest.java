package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.backends.FreePorts;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The administrator whom the environment names. */
class FirstAdminTest {
    private final TestSystem system = TestSystem.shared();

    @Test
    void is_there_after_a_start_and_keeps_the_password_that_was_set_since() {
        String account = UUID.randomUUID() + "@example.com";
        int port = FreePorts.next();
        SupervisedProcess instance = system.local()
                .addInstance(
                        Service.INGEST_API,
                        "ingest-api-admin",
                        port,
                        Map.of("HEADRACE_ADMIN_ACCOUNT", account, "HEADRACE_ADMIN_PASSWORD", "the first password"));
        try {
            await("instance").atMost(Duration.ofSeconds(180)).until(instance::answers);
            OwnerClient admin = OwnerClient.login(system.baseUrl(), account, "the first password");
            assertThat(admin.get("/api/v1/owners").status()).isEqualTo(200);
            admin.patch(
                    "/api/v1/me", "{\"password\":{\"old\":\"the first password\",\"new\":\"the second password\"}}");

            instance.stop();
            instance.start();

            await("instance again").atMost(Duration.ofSeconds(180)).until(instance::answers);
            OwnerClient.login("http://localhost:" + port, account, "the second password");
            assertThat(new OwnerClient(system.baseUrl())
                            .post(
                                    "/api/v1/auth/login",
                                    "{\"account\":\"" + account + "\",\"password\":\"the first password\"}")
                            .code())
                    .isEqualTo(40101);
            assertThat(system.filesContaining("the first password").stream()
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".log")))
                    .isEmpty();
        } finally {
            instance.stop();
        }
    }
}
