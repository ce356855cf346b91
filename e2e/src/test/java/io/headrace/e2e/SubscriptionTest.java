package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Ids;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an owner does with the subscriptions of an endpoint. */
class SubscriptionTest {
    private static final String PATH = Subscriptions.PATH;
    private static final String URL = "https://shop.example/hook";

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();
    private final Subscriptions subscriptions = new Subscriptions(owner);

    @AfterEach
    void close() {
        subscriptions.close();
    }

    @Test
    void a_new_subscription_shows_its_secret_once() {
        JsonNode made = subscriptions.add("live", URL, body -> {
            body.put("description", "the shop's own").putArray("events").add("record.created");
            body.putObject("headers").put("X-Team", "canary-4711");
            body.putArray("schedule").add("PT0S").add("PT10M");
        });

        assertThat(made.path("id").asText()).matches("sub_[0-9a-z]{26}");
        assertThat(made.path("secret").asText()).startsWith("whsec_");
        assertThat(made.path("environment").asText()).isEqualTo("live");
        assertThat(made.path("url").asText()).isEqualTo(URL);
        assertThat(texts(made.path("events"))).containsExactly("record.created");
        assertThat(texts(made.path("headerNames"))).containsExactly("X-Team");
        assertThat(texts(made.path("schedule"))).containsExactly("PT0S", "PT600S");
        assertThat(made.path("active").asBoolean()).isTrue();

        ApiClient.Answer read = owner.get(PATH + "/" + made.path("id").asText());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("data").has("secret")).isFalse();
        assertThat(read.text()).doesNotContain("canary-4711");
        assertThat(owner.get(PATH).json().at("/data/items").findValuesAsText("id"))
                .contains(made.path("id").asText());
    }

    @Test
    void the_answer_says_where_the_new_one_is() {
        ApiClient.Answer answer = owner.post(
                "/api/v1/webhooks",
                "{\"endpoint\":\"orders\",\"url\":\"" + URL + "\",\"environment\":\"test\",\"events\":null}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/data/events").isNull()).isTrue();
        assertThat(owner.get(answer.header("Location")).status()).isEqualTo(200);
        assertThat(owner.delete(answer.header("Location")).status()).isEqualTo(200);
        assertThat(owner.get(answer.header("Location")).code()).isEqualTo(40401);
    }

    @Test
    void a_secret_of_ones_own_is_taken_and_a_weak_one_is_not() {
        String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
        String weak = "whsec_" + Base64.getEncoder().encodeToString(new byte[8]);

        assertThat(subscriptions
                        .add("test", URL, body -> body.put("secret", secret))
                        .path("secret")
                        .asText())
                .isEqualTo(secret);
        assertThat(fields(owner.post(
                        PATH, "{\"url\":\"" + URL + "\",\"environment\":\"test\",\"secret\":\"" + weak + "\"}")))
                .containsExactly("secret");
    }

    @Test
    void everything_that_is_wrong_is_listed() {
        ApiClient.Answer answer = owner.post(
                PATH,
                "{\"url\":\"http://user@shop.example/\",\"environment\":\"prod\",\"events\":[\"record.made\"],"
                        + "\"headers\":{\"Host\":\"x\",\"X-A\":\"a\\n\"},\"schedule\":[\"soon\"],\"ordered\":\"yes\","
                        + "\"colour\":1}");

        assertThat(answer.code()).isEqualTo(40001);
        assertThat(fields(answer))
                .containsExactlyInAnyOrder(
                        "url", "environment", "events", "headers.Host", "headers.X-A", "schedule", "ordered", "colour");
        assertThat(fields(owner.post(PATH, "{}"))).containsExactlyInAnyOrder("url", "environment");
        assertThat(fields(owner.post(PATH, "{\"url\":null,\"environment\":null}")))
                .containsExactlyInAnyOrder("url", "environment");
        assertThat(owner.post("/api/v1/webhooks", "{\"url\":\"" + URL + "\",\"environment\":\"test\"}")
                        .code())
                .isEqualTo(40001);
        assertThat(owner.get(PATH + "?state=on").code()).isEqualTo(40002);
    }

    @Test
    void only_the_first_attempt_may_come_at_once() {
        String body = "{\"url\":\"" + URL + "\",\"environment\":\"test\",\"schedule\":[\"PT0S\",%s]}";

        assertThat(fields(owner.post(PATH, body.formatted("\"PT0S\"")))).containsExactly("schedule");
        assertThat(fields(owner.post(PATH, body.formatted("\"PT1S\",\"PT0S\""))))
                .containsExactly("schedule");

        ApiClient.Answer made = owner.post(PATH, body.formatted("\"PT1S\",\"PT1S\""));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        owner.delete(made.header("Location"));
    }

    @Test
    void what_a_change_names_is_another_and_the_rest_stays() {
        JsonNode made = subscriptions.add("test", URL, body -> {
            body.put("description", "old");
            body.putObject("headers").put("X-Team", "red");
        });
        String path = PATH + "/" + made.path("id").asText();

        JsonNode changed = owner.patch(path, "{\"url\":\"https://other.example/x\",\"description\":null}")
                .json()
                .path("data");

        assertThat(changed.path("url").asText()).isEqualTo("https://other.example/x");
        assertThat(changed.path("description").isNull()).isTrue();
        assertThat(texts(changed.path("headerNames"))).containsExactly("X-Team");
        assertThat(owner.patch(path, "{\"active\":false}")
                        .json()
                        .at("/data/active")
                        .asBoolean(true))
                .isFalse();
        assertThat(owner.patch(path, "{\"active\":true}")
                        .json()
                        .at("/data/active")
                        .asBoolean())
                .isTrue();
        assertThat(fields(owner.patch(path, "{\"environment\":\"live\",\"url\":null}")))
                .containsExactlyInAnyOrder("environment", "url");
        assertThat(owner.patch(path, "{}").json().at("/data/url").asText()).isEqualTo("https://other.example/x");
    }

    @Test
    void a_rotation_shows_the_new_secret_and_for_how_long_the_old_one_lives() {
        JsonNode made = subscriptions.add("test", URL);
        String path = PATH + "/" + made.path("id").asText() + "/rotate-secret";

        JsonNode rotated = owner.post(path, "{\"grace\":\"PT1H\"}").json().path("data");

        assertThat(rotated.path("secret").asText())
                .startsWith("whsec_")
                .isNotEqualTo(made.path("secret").asText());
        assertThat(rotated.path("oldSecretUntil").isNull()).isFalse();
        assertThat(owner.post(path, "{\"grace\":\"PT0S\"}")
                        .json()
                        .at("/data/oldSecretUntil")
                        .isNull())
                .isTrue();
        assertThat(fields(owner.post(path, "{\"grace\":\"P1Y\"}"))).containsExactly("grace");
    }

    @Test
    void an_endpoint_has_fifty_at_most() {
        List<String> made = new ArrayList<>();
        ApiClient.Answer answer = add();
        while (answer.status() == 201 && made.size() <= 50) {
            made.add(answer.header("Location"));
            answer = add();
        }
        long all = owner.get(PATH).json().at("/data/pagination/total").asLong();
        made.forEach(owner::delete);

        assertThat(answer.code()).isEqualTo(42201);
        assertThat(all).isEqualTo(50);
    }

    @Test
    void what_is_not_yours_is_not_there() {
        JsonNode made = subscriptions.add("test", URL);
        String path = PATH + "/" + made.path("id").asText();
        OwnerClient other = system.asAdmin();

        for (ApiClient.Answer answer : List.of(
                other.get(path),
                other.delete(path),
                other.patch(path, "{\"active\":false}"),
                other.post(path + "/rotate-secret", ""),
                owner.get(PATH + "/" + Ids.format(Ids.SUBSCRIPTION, Ids.create())),
                owner.get(PATH + "/nonsense"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(withoutId(answer)).isEqualTo(withoutId(owner.get("/api/v1/endpoints/nowhere/webhooks")));
        }
        assertThat(new OwnerClient(system.baseUrl()).get(path).code()).isEqualTo(40101);
        assertThat(owner.get(path).json().at("/data/active").asBoolean()).isTrue();
    }

    private ApiClient.Answer add() {
        return owner.post(PATH, "{\"url\":\"" + URL + "\",\"environment\":\"test\",\"events\":[\"record.deleted\"]}");
    }

    static List<String> fields(ApiClient.Answer answer) {
        return answer.json().path("details").findValuesAsText("field");
    }

    private static String withoutId(ApiClient.Answer answer) {
        return answer.text().replaceAll("req_[0-9a-z]+", "");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
