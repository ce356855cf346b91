package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an API client can do with a record, and what it is told. */
class DataPlaneTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50,\"items\":[\"tea\"],\"paid\":false}";
    private final TestSystem system = TestSystem.shared();
    private final ApiClient live = system.live();
    private final ApiClient test = system.test();

    @Test
    void a_write_is_accepted_and_becomes_readable() {
        ApiClient.Answer accepted = live.post(ORDER, "X-Request-ID", "till-7/0001");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().path("success").asBoolean()).isTrue();
        assertThat(accepted.code()).isZero();
        assertThat(accepted.json().path("message").asText()).isEqualTo("Request queued");
        assertThat(accepted.json().path("requestId").asText()).isEqualTo("till-7/0001");
        assertThat(accepted.header("X-Request-ID")).isEqualTo("till-7/0001");
        assertThat(accepted.id()).matches("rec_[0-9a-z]{26}");
        assertThat(accepted.header("Location")).endsWith("/api/v1/data/orders/" + accepted.id());
        assertThat(accepted.header("Operation-Location")).endsWith("/api/v1/operations/" + accepted.operationId());

        ApiClient.Answer stored = system.awaitRecord(live, accepted.id(), 1);
        assertThat(stored.header("ETag")).isEqualTo("\"1\"");
        assertThat(stored.json().path("message").asText()).isEqualTo("success");
        assertThat(stored.json().path("data").path("createdAt").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(stored.fields().path("amount").decimalValue()).isEqualByComparingTo("12.5");
    }

    @Test
    void an_operation_tells_its_fate() {
        ApiClient.Answer accepted = live.post(ORDER);

        ApiClient.Answer operation = system.awaitOperation(live, accepted.operationId());

        assertThat(operation.json().path("state").asText()).isEqualTo("applied");
        assertThat(operation.json().path("id").asText()).isEqualTo(accepted.id());
        assertThat(operation.json().path("data").path("state").asText()).isEqualTo("applied");
        assertThat(operation.json().path("data").path("id").asText()).isEqualTo(accepted.id());
        assertThat(operation.json().path("data").path("kind").asText()).isEqualTo("create");
        assertThat(operation.json().path("data").path("version").asInt()).isEqualTo(1);
    }

    @Test
    void a_record_is_replaced_and_deleted_in_order() {
        String id = live.post(ORDER).id();
        assertThat(live.put(id, "{\"order_id\":\"A-1\",\"amount\":13}").status())
                .isEqualTo(202);

        ApiClient.Answer second = system.awaitRecord(live, id, 2);
        assertThat(second.fields().has("paid"))
                .as("a PUT replaces the whole record")
                .isFalse();

        assertThat(live.delete(id).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> live.record(id).status() == 404);
        ApiClient.Answer late = live.put(id, ORDER);
        assertThat(late.status()).isEqualTo(202);
        ApiClient.Answer fate = system.awaitOperation(live, late.operationId());
        assertThat(fate.json().path("data").path("state").asText()).isEqualTo("rejected");
        assertThat(fate.json().path("data").path("reason").path("code").asInt()).isEqualTo(40401);
    }

    @Test
    void a_conditional_write_is_decided_when_it_is_applied() {
        String id = live.post(ORDER).id();
        system.awaitRecord(live, id, 1);

        ApiClient.Answer good = live.put(id, ORDER, "If-Match", "\"1\"");
        ApiClient.Answer stale = live.put(id, ORDER, "If-Match", "\"1\"");

        assertThat(state(good)).isEqualTo("applied");
        assertThat(state(stale)).isEqualTo("rejected");
        assertThat(live.operation(stale.operationId())
                        .json()
                        .at("/data/reason/code")
                        .asInt())
                .isEqualTo(41201);
        assertThat(live.put(id, ORDER, "If-Match", "W/\"1\"").code()).isEqualTo(40002);
    }

    @Test
    void test_and_live_data_never_meet() {
        String id = live.post(ORDER).id();
        system.awaitRecord(live, id, 1);

        assertThat(test.record(id).status()).isEqualTo(404);
        ApiClient.Answer put = test.put(id, ORDER);
        assertThat(system.awaitOperation(test, put.operationId())
                        .json()
                        .at("/data/state")
                        .asText())
                .isEqualTo("rejected");
        assertThat(live.operation(put.operationId()).status()).isEqualTo(404);
        assertThat(live.record(id).json().at("/data/version").asInt()).isEqualTo(1);
    }

    @Test
    void what_is_not_there_and_what_is_not_yours_look_the_same() {
        String strange = Ids.format(Ids.RECORD, Ids.create());
        String id = live.post(ORDER, "X-Request-ID", "same").id();
        system.awaitRecord(live, id, 1);

        String absent = test.get("/api/v1/data/orders/" + strange, "X-Request-ID", "same")
                .text();
        String foreign =
                test.get("/api/v1/data/orders/" + id, "X-Request-ID", "same").text();

        assertThat(foreign.replace(id, "ID")).isEqualTo(absent.replace(strange, "ID"));
        assertThat(live.get("/api/v1/data/orders/rec_short").code()).isEqualTo(40401);
        assertThat(live.get("/api/v1/data/orders/" + id.toUpperCase(java.util.Locale.ROOT))
                        .code())
                .isEqualTo(40401);
        assertThat(live.get("/api/v1/data/other/" + id).code()).isEqualTo(40401);
        assertThat(live.put("nonsense", ORDER).code()).isEqualTo(40401);
        assertThat(live.operation("op_nonsense").code()).isEqualTo(40401);
        assertThat(live.operation(Ids.format(Ids.OPERATION, Ids.create())).code())
                .isEqualTo(40401);
    }

    @Test
    void a_waiting_write_is_answered_with_the_record() {
        ApiClient.Answer created = live.post(ORDER, "Prefer", "wait=10");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Preference-Applied")).isEqualTo("wait=10");
        String id = created.json().at("/data/id").asText();
        assertThat(created.json().at("/data/fields/order_id").asText()).isEqualTo("A-1");

        assertThat(live.put(id, ORDER, "Prefer", "wait=10").status()).isEqualTo(200);
        assertThat(live.put(id, ORDER, "Prefer", "wait=10", "If-Match", "\"1\"").code())
                .isEqualTo(41201);
        assertThat(live.delete(id, "Prefer", "wait=10").status()).isEqualTo(200);
        assertThat(live.delete(id, "Prefer", "wait=10").code()).isEqualTo(40401);
    }

    @Test
    void the_list_shows_the_newest_first_and_counts() {
        ApiClient.Answer created = test.post("{\"order_id\":\"listed\",\"amount\":1}", "Prefer", "wait=10");

        ApiClient.Answer page = test.get("/api/v1/data/orders?page=1&pageSize=1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().at("/data/items/0/id").asText())
                .isEqualTo(created.json().at("/data/id").asText());
        assertThat(page.json().at("/data/pagination/pageSize").asInt()).isEqualTo(1);
        assertThat(page.json().at("/data/pagination/total").asInt()).isPositive();
        assertThat(test.get("/api/v1/data/orders?colour=red").code()).isEqualTo(40002);
        assertThat(test.get("/api/v1/data/orders?pageSize=101").code()).isEqualTo(40002);
    }

    /** PostgreSQL alone would write them out, in more digits than may come in. */
    @Test
    void what_was_read_can_be_written_again() throws Exception {
        String numbers = "{\"order_id\":\"tiny\",\"amount\":1E-300,\"more\":[-1.50e-16000,1e131000,0e-300,"
                + "0.123456789012345678901234567890123456789012345678901234567890E-99],\"text\":\"" + "0".repeat(99)
                + "\"}";
        ApiClient.Answer created = test.post(numbers, "Prefer", "wait=10");
        String id = created.json().at("/data/id").asText();
        ApiClient.Answer read = test.record(id);
        assertThat(read.text()).contains("1E-300").doesNotContain("0".repeat(100));

        String fields = Json.MAPPER.readTree(read.text()).at("/data/fields").toString();
        ApiClient.Answer again = test.put(id, fields);

        assertThat(again.status()).as(again.text()).isEqualTo(202);
        ApiClient.Answer stored = system.awaitRecord(test, id, 2);
        assertThat(JsonValues.differences("$", Json.MAPPER.readTree(numbers), stored.fields()))
                .isEmpty();
        for (String text : List.of(
                created.text(), test.get("/api/v1/data/orders?pageSize=1").text())) {
            assertThat(text).contains("1E-300").doesNotContain("0".repeat(100));
        }
    }

    @Test
    void whoever_opens_the_printed_address_sees_something() {
        ApiClient.Answer home = system.withoutKey("/");

        assertThat(home.status()).isEqualTo(302);
        ApiClient.Answer page =
                system.withoutKey(java.net.URI.create(home.header("Location")).getPath());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void a_key_that_nobody_gave_out_is_refused() {
        ApiClient stranger =
                new ApiClient(system.baseUrl(), ApiKey.create(Environment.LIVE).text());
        ApiClient nobody = new ApiClient(system.baseUrl(), "nonsense");

        assertThat(stranger.post(ORDER).code()).isEqualTo(40101);
        assertThat(nobody.post(ORDER).code()).isEqualTo(40101);
        assertThat(stranger.get("/api/v1/data/orders").status()).isEqualTo(401);
        assertThat(system.withoutKey("/api/v1/data/orders").code()).isEqualTo(40101);
        assertThat(system.withoutKey("/api/v1/data/orders?api_key=" + system.liveKey())
                        .code())
                .isEqualTo(40101);
    }

    private String state(ApiClient.Answer accepted) {
        return system.awaitOperation(live, accepted.operationId())
                .json()
                .at("/data/state")
                .asText();
    }
}
