package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** What an endpoint says of itself. */
class DescriptionTest {
    private static final String PATH = "/api/v1/data/orders/openapi.json";

    private final TestSystem system = TestSystem.shared();

    @Test
    void an_endpoint_describes_itself_to_its_keys_and_to_its_owner() {
        ApiClient.Answer toKey = system.test().get(PATH);
        ApiClient.Answer toOwner = system.asOwner().get("/api/v1/endpoints/orders/openapi.json");

        assertThat(toKey.status()).as(toKey.text()).isEqualTo(200);
        assertThat(toKey.header("Content-Type")).startsWith("application/json");
        assertThat(toKey.json().path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(toKey.json().at("/paths").has("/api/v1/data/orders/{id}")).isTrue();
        assertThat(toKey.json()
                        .at("/components/schemas/Fields/properties/amount/type")
                        .asText())
                .isEqualTo("number");
        assertThat(toOwner.text()).isEqualTo(toKey.text());
    }

    @Test
    void what_it_shows_as_an_example_is_taken() {
        JsonNode example = system.test()
                .get(PATH)
                .json()
                .at("/paths/~1api~1v1~1data~1orders/post/requestBody/content/application~1json/example");

        assertThat(example.isObject()).isTrue();
        assertThat(system.live().post(example.toString()).status()).isEqualTo(202);
    }

    @Test
    void who_has_it_already_is_told_so_in_each_language() {
        String english = system.test().get(PATH).header("ETag");
        ApiClient.Answer chinese = system.test().get(PATH, "Accept-Language", "zh-CN");

        assertThat(chinese.text()).contains("新建记录");
        assertThat(chinese.header("ETag")).isNotEqualTo(english);
        assertThat(system.test().get(PATH, "If-None-Match", english).status()).isEqualTo(304);
        assertThat(system.test()
                        .get(PATH, "If-None-Match", "\"x\", W/" + english)
                        .status())
                .isEqualTo(304);
        assertThat(system.test()
                        .get(PATH, "If-None-Match", english, "Accept-Language", "zh")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_path_that_is_written_out_wins() {
        assertThat(system.test().get("/api/v1/data/none/openapi.json").code()).isEqualTo(40401);
        assertThat(system.withoutKey(PATH).code()).isEqualTo(40101);
        assertThat(system.test().get(PATH + "?a=1").code()).isEqualTo(40002);
        ApiClient.Answer deleted = ApiClient.send(system.test().request(PATH).DELETE());
        // For the other methods it is a record's id, of a form that none has.
        assertThat(deleted.status()).isEqualTo(404);
        assertThat(ApiClient.send(system.test().request(PATH).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
    }
}
