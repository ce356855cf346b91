package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom an owner invites, and what their link opens. */
class CollaboratorTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final String PATH = "/api/v1/endpoints/orders/collaborators";
    private static final String OWN = "/api/v1/collaborator";

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final List<String> invited = new ArrayList<>();

    @AfterEach
    void close() {
        invited.forEach(owner::delete);
        receiver.close();
    }

    @Test
    void an_invitation_shows_a_link_once_whose_token_opens_the_small_api() {
        ApiClient.Answer answer = invite();
        String token = answer.json().at("/data/token").asText();
        OwnerClient collaborator = with(token);

        assertThat(answer.json().at("/data/link").asText()).isEqualTo(system.baseUrl() + "/collaborator#" + token);
        assertThat(owner.get(answer.header("Location")).text()).doesNotContain(token);
        assertThat(collaborator.get(OWN).json().at("/data/endpoint").asText()).isEqualTo("orders");
        JsonNode documentation = collaborator.get(OWN + "/documentation").json().path("data");
        assertThat(documentation.at("/schema/properties").isObject()).isTrue();
        assertThat(documentation.path("events").size()).isEqualTo(5);
        assertThat(system.filesContaining(token)).isEmpty();
        ApiClient.Answer page = system.withoutKey("/collaborator");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("You are invited").contains("/api/v1/collaborator/webhooks");
    }

    @Test
    void a_collaborator_subscribes_gets_events_and_asks_for_one_again() {
        OwnerClient collaborator = with(invite().json().at("/data/token").asText());
        JsonNode made = subscribe(collaborator, receiver.url("/theirs"));
        awaitKnown();

        ApiClient.Answer accepted = system.test().post(ORDER);

        awaitCount("/theirs", 1);
        Signatures.assertValid(
                receiver.at("/theirs").get(0), made.path("secret").asText());
        system.awaitDeliveryState(accepted.operationId(), "delivered");
        JsonNode items = collaborator.get(OWN + "/deliveries").json().at("/data/items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/subscriptionId").asText())
                .isEqualTo(made.path("id").asText());
        String delivery = OWN + "/deliveries/" + items.at("/0/id").asText();
        assertThat(collaborator.get(delivery).json().at("/data/attemptLog")).hasSize(1);
        assertThat(collaborator.post(delivery + "/replay", "").status()).isEqualTo(202);
        awaitCount("/theirs", 2);
        String rotated = collaborator
                .post(OWN + "/webhooks/" + made.path("id").asText() + "/rotate-secret", "")
                .json()
                .at("/data/secret")
                .asText();
        assertThat(rotated)
                .startsWith("whsec_")
                .isNotEqualTo(made.path("secret").asText());
        assertThat(owner.get(Subscriptions.PATH + "/" + made.path("id").asText())
                        .json()
                        .at("/data/collaboratorId")
                        .asText())
                .startsWith("col_");
    }

    @Test
    void a_collaborator_sees_nothing_of_others() {
        try (Subscriptions owners = new Subscriptions(owner)) {
            JsonNode ofOwner = owners.add("test", receiver.url("/owners"));
            OwnerClient one = with(invite().json().at("/data/token").asText());
            OwnerClient other = with(invite().json().at("/data/token").asText());
            JsonNode ofOther = subscribe(other, receiver.url("/others"));
            awaitKnown();
            ApiClient.Answer accepted = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/callback"));
            awaitCount("/owners", 1);
            awaitCount("/others", 1);

            assertThat(one.get(OWN + "/webhooks").json().at("/data/items")).isEmpty();
            assertThat(one.get(OWN + "/deliveries").json().at("/data/items")).isEmpty();
            for (JsonNode foreign : List.of(ofOwner, ofOther)) {
                String path = OWN + "/webhooks/" + foreign.path("id").asText();
                assertThat(one.get(path).code()).isEqualTo(40401);
                assertThat(one.patch(path, "{}").code()).isEqualTo(40401);
                assertThat(one.delete(path).code()).isEqualTo(40401);
                assertThat(one.post(path + "/rotate-secret", "").code()).isEqualTo(40401);
                assertThat(one.post(path + "/test", "").code()).isEqualTo(40401);
            }
            owner.get("/api/v1/deliveries?recordId=" + accepted.id())
                    .json()
                    .at("/data/items")
                    .forEach(item -> assertThat(one.get(OWN + "/deliveries/"
                                            + item.path("id").asText())
                                    .code())
                            .isEqualTo(40401));
            for (String path : List.of(
                    "/api/v1/me", "/api/v1/endpoints/orders/webhooks", "/api/v1/deliveries", "/api/v1/data/orders")) {
                assertThat(one.get(path).code()).as(path).isEqualTo(40101);
            }
            assertThat(owner.get(OWN).code()).isEqualTo(40101);
        }
    }

    @Test
    void who_is_removed_is_out_at_once_and_gets_nothing_more() {
        ApiClient.Answer invitation = invite();
        OwnerClient collaborator = with(invitation.json().at("/data/token").asText());
        JsonNode made = subscribe(collaborator, receiver.url("/removed"));
        awaitKnown();

        assertThat(owner.delete(invitation.header("Location")).status()).isEqualTo(200);

        assertThat(collaborator.get(OWN).code()).isEqualTo(40101);
        assertThat(owner.get(Subscriptions.PATH + "/" + made.path("id").asText())
                        .code())
                .isEqualTo(40401);
        ApiClient.Answer accepted = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/callback"));
        awaitCount("/callback", 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> system.count(
                                "SELECT count(*) FROM delivery WHERE event_id = ? AND state NOT IN ('delivered', 'cancelled')",
                                system.uuid(accepted.operationId()))
                        == 0);
        assertThat(receiver.at("/removed")).isEmpty();
    }

    @Test
    void an_address_is_invited_once_and_what_is_wrong_is_listed() {
        ApiClient.Answer answer = invite();
        String email = answer.json().at("/data/email").asText();

        assertThat(owner.post(PATH, "{\"email\":\"" + email.toUpperCase(java.util.Locale.ROOT) + "\",\"name\":\"x\"}")
                        .code())
                .isEqualTo(40901);
        assertThat(SubscriptionTest.fields(owner.post(PATH, "{\"email\":\"nobody\",\"role\":\"x\"}")))
                .containsExactlyInAnyOrder("email", "name", "role");
        assertThat(system.asAdmin().get(answer.header("Location")).code()).isEqualTo(40401);
        assertThat(system.asAdmin().get(PATH).code()).isEqualTo(40401);
    }

    private ApiClient.Answer invite() {
        ApiClient.Answer answer =
                owner.post(PATH, "{\"email\":\"" + UUID.randomUUID() + "@example.com\",\"name\":\"A shop\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        invited.add(answer.header("Location"));
        return answer;
    }

    @Test
    void who_asks_too_often_is_told_when_to_come_back() {
        OwnerClient collaborator = with(invite().json().at("/data/token").asText());
        OwnerClient other = with(invite().json().at("/data/token").asText());

        ApiClient.Answer refused = IntStream.range(0, 5_000)
                .parallel()
                .mapToObj(i -> collaborator.get(OWN))
                .filter(answer -> answer.status() != 200)
                .findAny()
                .orElseThrow();

        assertThat(refused.code()).isEqualTo(42901);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(other.get(OWN).status()).isEqualTo(200);
    }

    private OwnerClient with(String token) {
        return new OwnerClient(system.baseUrl(), "Authorization", "Bearer " + token);
    }

    private static JsonNode subscribe(OwnerClient collaborator, String url) {
        ApiClient.Answer answer =
                collaborator.post(OWN + "/webhooks", "{\"url\":\"" + url + "\",\"environment\":\"test\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(collaborator.get(answer.header("Location")).status()).isEqualTo(200);
        return answer.json().path("data");
    }

    private void awaitKnown() {
        new Subscriptions(owner).awaitKnown();
    }

    private void awaitCount(String path, int count) {
        await(path).atMost(Duration.ofSeconds(60)).until(() -> receiver.at(path).size() >= count);
    }
}
