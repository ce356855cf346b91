package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Something is done to an endpoint in the moment between its deletion and the commit of it. */
class DeletedEndpointRaceTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SUBSCRIPTION = "{\"url\":\"https://shop.example/\",\"environment\":\"live\"}";

    private final TestSystem system = TestSystem.shared();
    private final LimitedOwner limited = new LimitedOwner(system, "1000, 60000, 100000, 1000000");
    private final OwnerClient owner = limited.login();
    private final String slug = "raced-" + UUID.randomUUID();
    private final String endpoint = "/api/v1/endpoints/" + slug;

    @BeforeEach
    void publish() {
        ApiClient.Answer made =
                owner.post("/api/v1/endpoints", "{\"slug\":\"" + slug + "\",\"name\":\"Raced\",\"schema\":{}}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    static Stream<Arguments> additions() {
        return Stream.of(
                Arguments.of("/keys", "{\"name\":\"k\",\"environment\":\"live\",\"scope\":\"read\"}"),
                Arguments.of("/webhooks", SUBSCRIPTION),
                Arguments.of("/collaborators", "{\"email\":\"c@example.com\",\"name\":\"C\"}"));
    }

    @ParameterizedTest
    @MethodSource("additions")
    void what_is_added_then_is_404(String path, String body) {
        assertNotThere(during(owner, endpoint + path, body));
    }

    @Test
    void what_is_rotated_then_is_404() {
        String key = owner.post(endpoint + "/keys", "{\"name\":\"k\",\"environment\":\"live\",\"scope\":\"read\"}")
                .header("Location");

        assertNotThere(during(owner, key + "/rotate", "{}"));
    }

    @Test
    void the_secret_that_is_rotated_then_is_404() {
        String subscription = owner.post(endpoint + "/webhooks", SUBSCRIPTION).header("Location");

        assertNotThere(during(owner, subscription + "/rotate-secret", "{}"));
    }

    @Test
    void what_a_collaborator_adds_then_is_404() {
        String token = owner.post(endpoint + "/collaborators", "{\"email\":\"c@example.com\",\"name\":\"C\"}")
                .json()
                .at("/data/token")
                .asText();
        OwnerClient collaborator = new OwnerClient(system.baseUrl(), "Authorization", "Bearer " + token);

        assertNotThere(during(collaborator, "/api/v1/collaborator/webhooks", SUBSCRIPTION));
    }

    /** Answered after the commit, and asked before it, as the deletion holds its lock for a while. */
    private ApiClient.Answer during(OwnerClient client, String path, String body) {
        CompletableFuture<Void> deletion = CompletableFuture.runAsync(() -> system.execute(
                "BEGIN; DELETE FROM endpoint WHERE slug = '" + slug + "'; SELECT pg_sleep(2), '" + slug + "'; COMMIT"));
        await().atMost(SOON)
                .until(() -> system.count("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                                + " AND query LIKE '%" + slug + "%' AND pid <> pg_backend_pid()")
                        == 1);

        ApiClient.Answer answer = client.post(path, body);

        assertThat(deletion).succeedsWithin(SOON);
        return answer;
    }

    private void assertNotThere(ApiClient.Answer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo(40401);
        assertThat(answer.text().replaceAll("req_[0-9a-z]+", ""))
                .isEqualTo(
                        owner.get("/api/v1/endpoints/nowhere/webhooks").text().replaceAll("req_[0-9a-z]+", ""));
    }
}
