package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.backends.FreePorts;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who guesses passwords is slowed down, and old sessions are forgotten: on an instance with little patience. */
class LoginTest {
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final TestSystem SYSTEM = TestSystem.shared();
    private static SupervisedProcess instance;
    private static String baseUrl;

    @BeforeAll
    static void startInstance() {
        int port = FreePorts.next();
        baseUrl = "http://localhost:" + port;
        instance = SYSTEM.local()
                .addInstance(
                        Service.INGEST_API,
                        "ingest-api-strict",
                        port,
                        Map.of(
                                "HEADRACE_LOGIN_FAILURES_PER_ACCOUNT", "3",
                                "HEADRACE_LOGIN_FAILURES_PER_ADDRESS", "5",
                                "HEADRACE_LOGIN_WINDOW", WINDOW.toString(),
                                "HEADRACE_SESSION_PRUNE_EVERY", "PT0.2S"));
        await("strict instance").atMost(Duration.ofSeconds(180)).until(instance::answers);
    }

    @AfterAll
    static void stopInstance() {
        instance.stop();
    }

    @Test
    void who_guesses_is_slowed_down_and_let_in_when_the_time_is_over() {
        waitUntilForgotten();
        String account = SYSTEM.owner().account();
        for (int i = 0; i < 3; i++) {
            assertThat(login(account, "guess " + i).code()).isEqualTo(40101);
        }

        ApiClient.Answer refused = login(account.toUpperCase(), SYSTEM.owner().password());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(42901);
        int seconds = refused.json().path("retryAfter").asInt();
        assertThat(refused.header("Retry-After")).isEqualTo(Integer.toString(seconds));
        assertThat(seconds).isBetween(1, (int) WINDOW.toSeconds());
        assertThat(login(SYSTEM.admin().account(), SYSTEM.admin().password()).status())
                .isEqualTo(200);
        waitUntilForgotten();
        assertThat(login(account, SYSTEM.owner().password()).status()).isEqualTo(200);
    }

    @Test
    void who_guesses_at_many_accounts_is_slowed_down_too() {
        waitUntilForgotten();
        for (int i = 0; i < 5; i++) {
            assertThat(login(UUID.randomUUID().toString(), "guess").code()).isEqualTo(40101);
        }

        assertThat(login(SYSTEM.owner().account(), SYSTEM.owner().password()).code())
                .isEqualTo(42901);
        waitUntilForgotten();
    }

    @Test
    void sessions_are_forgotten_a_day_after_they_ended() {
        ApiClient.Answer old = login(SYSTEM.owner().account(), SYSTEM.owner().password());
        ApiClient.Answer recent = login(SYSTEM.owner().account(), SYSTEM.owner().password());
        expire(old, "25 hours");
        expire(recent, "23 hours");

        await("the old session is forgotten").atMost(Duration.ofSeconds(10)).until(() -> me(old).code() == 40101);

        assertThat(me(recent).code()).isEqualTo(40102);
    }

    /** All failures so far are older than the window. */
    private static void waitUntilForgotten() {
        await("a login is let in")
                .atMost(WINDOW.multipliedBy(3))
                .pollDelay(WINDOW.plusMillis(200))
                .until(() -> login(SYSTEM.admin().account(), SYSTEM.admin().password())
                                .status()
                        == 200);
    }

    private static void expire(ApiClient.Answer login, String ago) {
        String token = login.json().at("/data/access_token").asText();
        SYSTEM.execute("UPDATE owner_session SET expires_at = now() - interval '" + ago
                + "' WHERE token_hash = sha256('" + token + "')");
    }

    private static ApiClient.Answer me(ApiClient.Answer login) {
        return new OwnerClient(
                        baseUrl,
                        "access-token",
                        login.json().at("/data/access_token").asText())
                .get("/api/v1/me");
    }

    private static ApiClient.Answer login(String account, String password) {
        return new OwnerClient(baseUrl)
                .post("/api/v1/auth/login", "{\"account\":\"" + account + "\",\"password\":\"" + password + "\"}");
    }
}
