package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused at the door, and how it is said. */
class RefusalTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private final TestSystem system = TestSystem.shared();
    private final ApiClient client = system.test();

    static List<String> notStorable() {
        return List.of(
                "",
                "{",
                "nonsense",
                "{\"order_id\":\"A\",\"amount\":1}x",
                "{\"order_id\":\"A\",\"amount\":1,\"amount\":1}",
                "{\"order_id\":\"A\",\"amount\":1,\"\\u0061mount\":1}",
                "{\"order_id\":\"A\\u0000\",\"amount\":1}",
                "{\"order_id\":\"A\",\"amount\":1,\"\\u0000\":1}",
                "{\"order_id\":\"\\ud800\",\"amount\":1}",
                "{\"order_id\":\"\\udc00\\ud800\",\"amount\":1}",
                "{\"order_id\":\"A\",\"amount\":1e200000}",
                "{\"order_id\":\"A\",\"amount\":1e-20000}",
                "{\"order_id\":\"A\",\"amount\":" + "1".repeat(65) + "}",
                "{\"order_id\":\"A\",\"amount\":NaN}",
                "{\"order_id\":\"A\",\"amount\":01}",
                "{\"order_id\":'A',\"amount\":1}",
                "{\"order_id\":\"A\",\"amount\":1,\"deep\":" + "[".repeat(64) + "]".repeat(64) + "}",
                "\ufeff{\"order_id\":\"A\",\"amount\":1}");
    }

    @ParameterizedTest
    @MethodSource("notStorable")
    void what_postgresql_could_not_store_is_refused(String body) {
        ApiClient.Answer answer = client.post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(40000);
        assertThat(answer.json().path("success").asBoolean()).isFalse();
        assertThat(answer.json().path("error").asText()).isNotBlank();
        assertThat(answer.json().path("requestId").asText()).startsWith("req_");
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        for (byte[] bad : List.of(
                new byte[] {(byte) 0xc0, (byte) 0x80},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xc1, (byte) 0x81})) {
            byte[] body = join(
                    "{\"order_id\":\"".getBytes(StandardCharsets.UTF_8),
                    bad,
                    "\",\"amount\":1}".getBytes(StandardCharsets.UTF_8));

            ApiClient.Answer answer = ApiClient.send(client.request("/api/v1/data/orders")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)));

            assertThat(answer.code()).isEqualTo(40000);
        }
        ApiClient.Answer utf16 = ApiClient.send(client.request("/api/v1/data/orders")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(ORDER.getBytes(StandardCharsets.UTF_16LE))));
        assertThat(utf16.code()).isEqualTo(40000);
    }

    @Test
    void every_failing_field_is_listed() {
        ApiClient.Answer answer = client.post("{\"amount\":\"a lot\",\"items\":[1,\"ok\",null],\"paid\":\"no\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().path("error").asText()).isEqualTo("Validation failed");
        List<String> fields = new ArrayList<>();
        answer.json()
                .path("details")
                .forEach(detail -> fields.add(detail.path("field").asText()));
        assertThat(fields).containsExactlyInAnyOrder("order_id", "amount", "items[0]", "items[2]", "paid");
        assertThat(detail(answer, "order_id")).isEqualTo("Required field is missing");
    }

    @Test
    void a_body_that_is_no_object_fails_validation() {
        for (String body : List.of("[]", "1", "\"text\"", "null", "true")) {
            assertThat(client.post(body).code()).as(body).isEqualTo(40001);
        }
    }

    @Test
    void chinese_readers_are_told_in_chinese() {
        ApiClient.Answer answer = client.post("{\"amount\":\"1\"}", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5");

        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().path("error").asText()).matches(".*\\p{IsHan}.*");
        assertThat(detail(answer, "order_id")).isEqualTo("缺少必填字段");
        assertThat(detail(answer, "amount")).isEqualTo("类型必须是数字");
        assertThat(client.get("/api/v1/data/orders/rec_x", "Accept-Language", "zh")
                        .json()
                        .path("message")
                        .asText())
                .matches(".*\\p{IsHan}.*");
    }

    @Test
    void problem_json_on_request() {
        ApiClient.Answer answer = client.post("{\"amount\":1}", "Accept", "application/problem+json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(400);
        assertThat(answer.json().path("title").asText()).isNotBlank();
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().path("details").size()).isPositive();
    }

    @Test
    void the_limit_holds_to_the_byte() {
        assertThat(client.post(Corpus.ofSize(Corpus.MAX_BODY, "x")).status()).isEqualTo(202);
        ApiClient.Answer over = client.post(Corpus.ofSize(Corpus.MAX_BODY + 1, "x"));
        assertThat(over.status()).isEqualTo(413);
        assertThat(over.code()).isEqualTo(41301);
        assertThat(client.post(Corpus.ofSize(5_000_000, "x")).code()).isEqualTo(41301);
    }

    @Test
    void the_limit_holds_for_chunked_bodies_too() {
        assertThat(chunked(Corpus.MAX_BODY).status()).isEqualTo(202);
        ApiClient.Answer over = chunked(Corpus.MAX_BODY + 1);
        assertThat(over.status()).isEqualTo(413);
        assertThat(over.code()).isEqualTo(41301);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "json", "*/*"})
    void other_content_types_are_refused(String type) {
        ApiClient.Answer answer = client.post(ORDER, "Content-Type", type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo(41501);
    }

    @Test
    void parameters_of_the_content_type_are_allowed_but_no_encoding() {
        assertThat(client.post(ORDER, "Content-Type", "application/json; charset=utf-8")
                        .status())
                .isEqualTo(202);
        assertThat(client.post(ORDER, "Content-Type", "Application/JSON").status())
                .isEqualTo(202);
        assertThat(client.post(ORDER, "Content-Encoding", "gzip").code()).isEqualTo(41501);
        ApiClient.Answer none =
                ApiClient.send(client.request("/api/v1/data/orders").POST(HttpRequest.BodyPublishers.ofString(ORDER)));
        assertThat(none.code()).isEqualTo(41501);
    }

    @Test
    void methods_and_representations_that_do_not_exist_are_named() {
        ApiClient.Answer patch = ApiClient.send(
                client.request("/api/v1/data/orders").method("PATCH", HttpRequest.BodyPublishers.ofString(ORDER)));
        assertThat(patch.status()).isEqualTo(405);
        assertThat(patch.code()).isEqualTo(40500);
        assertThat(patch.header("Allow")).contains("GET").contains("POST");

        ApiClient.Answer xml = client.get("/api/v1/data/orders", "Accept", "application/xml");
        assertThat(xml.status()).isEqualTo(406);
        assertThat(xml.code()).isEqualTo(40600);
        assertThat(client.get("/api/v1/data/orders", "Accept", "text/html, */*;q=0.1")
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/api/v1/nothing/here").code()).isEqualTo(40401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "http://user@127.0.0.1/",
                "http://127.1/",
                "not a url",
                "http://127.0.0.1/#x",
            })
    void a_bad_callback_is_refused_at_the_door(String callback) {
        ApiClient.Answer answer = client.post(ORDER, "X-Webhook-Callback", callback);

        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().at("/details/0/field").asText()).isEqualTo("X-Webhook-Callback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "content-length", "Transfer-Encoding", "webhook-id", "Cookie", "X-Forwarded-For", "a b"})
    void a_callback_may_not_choose_every_header(String header) {
        ApiClient.Answer answer = client.post(
                ORDER,
                "X-Webhook-Callback",
                "http://127.0.0.1:9/",
                "X-Webhook-Auth",
                "secret",
                "X-Webhook-Auth-Header",
                header);

        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.text()).doesNotContain("secret");
    }

    @Test
    void a_request_id_that_is_not_sane_is_replaced() {
        assertThat(client.post(ORDER, "X-Request-ID", "x".repeat(129))
                        .json()
                        .path("requestId")
                        .asText())
                .startsWith("req_");
        assertThat(client.post(ORDER, "X-Request-ID", "a b")
                        .json()
                        .path("requestId")
                        .asText())
                .startsWith("req_");
    }

    private static String detail(ApiClient.Answer answer, String field) {
        for (JsonNode detail : answer.json().path("details")) {
            if (detail.path("field").asText().equals(field)) {
                return detail.path("error").asText();
            }
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/api/v1/data/%zz",
                "/api/v1/data/orders/%",
                "/api/v1/data/orders?sort=%zz",
                "/api/v1/data/{slug}",
                "/api/v1/operations/%f",
                "/q/%zz",
            })
    void a_malformed_uri_is_refused_like_everything_else(String uri) {
        for (String method : List.of("GET", "POST")) {
            ApiClient.Answer answer = RawHttp.send(
                    system.baseUrl(), RawHttp.head(method + " " + uri, system.testKey()) + "Content-Length: 0\r\n\r\n");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo(40002);
            assertThat(answer.json().path("message").asText()).isEqualTo("The URI is malformed");
            assertThat(answer.json().path("requestId").asText()).startsWith("req_");
        }
    }

    private ApiClient.Answer chunked(int size) {
        String body = Corpus.ofSize(size, "x");
        StringBuilder request = new StringBuilder(RawHttp.head("POST /api/v1/data/orders", system.testKey()))
                .append("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int at = 0; at < body.length(); at += 8_192) {
            String chunk = body.substring(at, Math.min(body.length(), at + 8_192));
            request.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return RawHttp.send(system.baseUrl(), request.append("0\r\n\r\n").toString());
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
