package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An owner at the console: the data plane by session, on live data, without webhooks. */
class ConsoleTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String[] CONSOLE = {"X-Headrace-Origin", "console"};
    private static final String DATA = "/api/v1/data/things";
    private static final String THING = LimitedOwner.THING;

    private final TestSystem system = TestSystem.shared();
    private final LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 100000, 1000000");
    private final OwnerClient session = owner.login();
    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void what_the_console_writes_is_stored_and_told_to_nobody() {
        subscribe();
        ApiClient.Answer created = session.post(DATA, THING, with("Prefer", "wait=10"));
        String record = created.json().at("/data/id").asText();
        ApiClient.Answer replaced = session.put(
                DATA + "/" + record, "{\"name\":\"other\"}", with("If-Match", "\"1\"", "Prefer", "wait=10"));
        ApiClient.Answer rejected =
                session.put(DATA + "/" + record, THING, with("If-Match", "\"1\"", "Prefer", "wait=10"));
        ApiClient.Answer deleted = session.delete(DATA + "/" + record, with("Prefer", "wait=10"));

        ApiClient.Answer told = owner.post();

        await().atMost(SOON).until(() -> !receiver.at("/hook").isEmpty());
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
        assertThat(rejected.code()).isEqualTo(41201);
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
        await().during(Duration.ofMillis(1_500))
                .atMost(SOON)
                .until(() -> receiver.at("/hook").size() == 1);
        assertThat(receiver.at("/hook").get(0).json().at("/data/object/id").asText())
                .isEqualTo(told.id());
        assertThat(system.count("SELECT count(*) FROM delivery WHERE owner_id = ?", owner.id()))
                .isEqualTo(1);
    }

    @Test
    void the_console_reads_what_keys_write_and_the_other_way_round() {
        String byKey = owner.post().id();
        await().atMost(SOON)
                .until(() -> session.get(DATA + "/" + byKey, CONSOLE).status() == 200);

        ApiClient.Answer byConsole = session.post(DATA, THING, CONSOLE);

        assertThat(byConsole.status()).as(byConsole.text()).isEqualTo(202);
        assertThat(session.get(byConsole.header("Operation-Location"), CONSOLE).status())
                .as("also while it is queued")
                .isEqualTo(200);
        await().atMost(SOON).until(() -> owner.get(byConsole.header("Location")).status() == 200);
        assertThat(session.get(DATA, CONSOLE).json().at("/data/items").findValuesAsText("id"))
                .containsExactlyInAnyOrder(byKey, byConsole.id());
        ApiClient.Answer operation = session.get(byConsole.header("Operation-Location"), CONSOLE);
        assertThat(operation.json().at("/data/state").asText()).isEqualTo("applied");
        assertThat(session.get(DATA + "/openapi.json", CONSOLE).status()).isEqualTo(200);
        assertThat(session.get(DATA + "?colour=red", CONSOLE).code()).isEqualTo(40002);
        assertThat(session.post(DATA, "{}", CONSOLE).code()).isEqualTo(40001);
    }

    @Test
    void it_is_in_the_audit_trail_of_the_owner() {
        ApiClient.Answer written = session.post(DATA, THING, CONSOLE);
        session.get("/api/v1/data/nothing-here", CONSOLE);

        List<JsonNode> trail = await().atMost(SOON).until(this::trail, entries -> entries.size() == 2);

        assertThat(trail.get(1).path("operationId").asText()).isEqualTo(written.operationId());
        assertThat(trail.get(1).path("recordId").asText()).isEqualTo(written.id());
        assertThat(trail.get(1).path("endpoint").asText()).isEqualTo("things");
        assertThat(trail.get(0).path("status").asInt()).isEqualTo(404);
        assertThat(session.get("/api/v1/usage").json().at("/data/items"))
                .as("use is counted by key")
                .isEmpty();
    }

    @Test
    void it_uses_up_the_plan_as_every_other_request_does() {
        LimitedOwner limited = new LimitedOwner(system, "1000, 60000, 2, 1000000");
        OwnerClient client = limited.login();
        client.post(DATA, THING, CONSOLE);
        limited.post();

        ApiClient.Answer third = client.post(DATA, THING, CONSOLE);

        assertThat(third.code()).as(third.text()).isEqualTo(42902);
        assertThat(third.header("X-RateLimit-Limit")).isNotEmpty();
    }

    @Test
    void only_the_owner_is_let_in_and_only_with_the_header() {
        String record = owner.post().id();
        await().atMost(SOON)
                .until(() -> session.get(DATA + "/" + record, CONSOLE).status() == 200);
        OwnerClient stranger = system.asAdmin();

        for (String path : List.of(DATA, DATA + "/" + record)) {
            ApiClient.Answer answer = stranger.get(path, CONSOLE);
            assertThat(answer.code()).as(answer.text()).isEqualTo(40401);
            assertThat(withoutId(answer)).isEqualTo(withoutId(session.get("/api/v1/data/nothing-here", CONSOLE)));
        }
        assertThat(stranger.post(DATA, THING, CONSOLE).code()).isEqualTo(40401);
        assertThat(session.post(DATA, THING).code()).isEqualTo(40101);
        assertThat(session.get(DATA).code()).isEqualTo(40101);
        assertThat(session.get(DATA, "X-Headrace-Origin", "till").code()).isEqualTo(40101);
        assertThat(new OwnerClient(system.baseUrl()).get(DATA, CONSOLE).code()).isEqualTo(40101);
    }

    @Test
    void test_data_are_out_of_reach() {
        OwnerClient first = system.asOwner();
        String record =
                system.test().post("{\"order_id\":\"A-1\",\"amount\":1}").id();
        system.awaitRecord(system.test(), record, 1);

        assertThat(first.get("/api/v1/data/orders/" + record, CONSOLE).code()).isEqualTo(40401);
        assertThat(first.get("/api/v1/data/orders", CONSOLE).text()).doesNotContain(record);
    }

    @Test
    void a_key_stays_a_key() {
        subscribe();
        OwnerClient key = new OwnerClient(
                system.baseUrl(), "Authorization", "Bearer " + owner.key("NULL").text());

        assertThat(key.post(DATA, THING, CONSOLE).status()).isEqualTo(202);

        await().atMost(SOON).until(() -> receiver.at("/hook").size() == 1);
    }

    @Test
    void a_write_by_cookie_needs_proof_of_where_it_comes_from() {
        String login = "{\"account\":\"" + owner.account() + "\",\"password\":\""
                + system.owner().password() + "\"}";
        String token = new OwnerClient(system.baseUrl())
                .post("/api/v1/auth/login", login)
                .json()
                .at("/data/access_token")
                .asText();
        OwnerClient browser = new OwnerClient(system.baseUrl(), "Cookie", "headrace_session=" + token);

        assertThat(browser.get(DATA, CONSOLE).status()).isEqualTo(200);
        assertThat(browser.post(DATA, THING, CONSOLE).code()).isEqualTo(40301);
        assertThat(browser.post(DATA, THING, with("Sec-Fetch-Site", "cross-site"))
                        .code())
                .isEqualTo(40301);
        assertThat(browser.post(DATA, THING, with("Sec-Fetch-Site", "same-origin"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void it_asks_for_no_callback() {
        ApiClient.Answer answer = session.post(DATA, THING, with("X-Webhook-Callback", "https://shop.example/"));

        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().at("/details/0/field").asText()).isEqualTo("X-Webhook-Callback");
    }

    @Test
    void a_write_sent_again_is_the_same_one_and_not_a_keys() {
        String[] named = with("Idempotency-Key", "once");

        ApiClient.Answer first = session.post(DATA, THING, named);
        ApiClient.Answer again = session.post(DATA, THING, named);
        ApiClient.Answer byKey = new OwnerClient(
                        system.baseUrl(),
                        "Authorization",
                        "Bearer " + owner.key("NULL").text())
                .post(DATA, THING, "Idempotency-Key", "once");

        assertThat(again.operationId()).isEqualTo(first.operationId());
        assertThat(byKey.code()).as(byKey.text()).isEqualTo(42202);
    }

    private void subscribe() {
        ApiClient.Answer made = session.post(
                "/api/v1/endpoints/things/webhooks",
                "{\"url\":\"" + receiver.url("/hook") + "\",\"environment\":\"live\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private List<JsonNode> trail() {
        List<JsonNode> entries = new ArrayList<>();
        session.get("/api/v1/audit?key=" + owner.account())
                .json()
                .at("/data/items")
                .forEach(entry -> {
                    if (entry.path("route").asText().startsWith("/api/v1/data/")) {
                        entries.add(entry);
                    }
                });
        return entries;
    }

    private static String[] with(String... headers) {
        List<String> all = new ArrayList<>(List.of(CONSOLE));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    private static String withoutId(ApiClient.Answer answer) {
        return answer.text().replaceAll("req_[0-9a-z]+", "");
    }
}
