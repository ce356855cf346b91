package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.contracts.Ids;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits when an administrator deactivates its owner. */
class DeactivatedOwnerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestSystem system = TestSystem.shared();
    private final LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 100000, 1000000");
    private final OwnerClient session = owner.login();
    private final OwnerClient admin = system.asAdmin();
    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void what_waits_is_cancelled_when_it_is_due_and_can_be_sent_again_later() {
        receiver.answering(receipt -> 500);
        String subscription = subscribe();
        String token = invite();
        UUID event = system.uuid(owner.post().operationId());
        awaitState(event, "waiting");

        activate(false);
        assertThat(new OwnerClient(system.baseUrl(), "Authorization", "Bearer " + token)
                        .get("/api/v1/collaborator")
                        .code())
                .as("their collaborators are out too, so nobody asks for tests and replays")
                .isEqualTo(40101);
        try (Clock clock = new Clock(system)) {
            clock.advance(Duration.ofSeconds(61));
            awaitState(event, "cancelled");
        }
        assertThat(receiver.at("/hook")).hasSize(1);

        activate(true);
        receiver.answering(receipt -> 200);
        ApiClient.Answer recovered = owner.login().post(subscription + "/recover?since=2020-01-01T00:00:00Z", "");
        assertThat(recovered.status()).as(recovered.text()).isEqualTo(202);
        await().atMost(SOON).until(() -> receiver.at("/hook").size() == 2);
    }

    private String subscribe() {
        ApiClient.Answer made = session.post(
                "/api/v1/endpoints/things/webhooks",
                "{\"url\":\"" + receiver.url("/hook") + "\",\"environment\":\"live\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.header("Location");
    }

    private String invite() {
        return session.post("/api/v1/endpoints/things/collaborators", "{\"email\":\"c@example.com\",\"name\":\"C\"}")
                .json()
                .at("/data/token")
                .asText();
    }

    private void activate(boolean active) {
        ApiClient.Answer changed =
                admin.patch("/api/v1/owners/" + Ids.format(Ids.OWNER, owner.id()), "{\"active\":" + active + "}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    private void awaitState(UUID event, String state) {
        await(state)
                .atMost(SOON)
                .until(() -> system.query("SELECT state FROM delivery WHERE event_id = ?", event).stream()
                        .anyMatch(row -> state.equals(row.get("state"))));
    }
}
