package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.ApiKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are exchanged for tokens, and what a token is good for. */
class TokenTest {
    private static final String KEYS = "/api/v1/endpoints/orders/keys";
    private static final String RECORDS = "/api/v1/data/orders";
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final String FORM = "application/x-www-form-urlencoded";
    /** Five seconds by our word ({@link KeyManagementTest}), and what a busy machine takes. */
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", "/oauth/access_token"})
    void a_form_json_and_basic_all_give_a_token_that_works(String path) {
        JsonNode key = key("live", "read-write");

        for (ApiClient.Answer answer : List.of(
                exchange(path, form(key)),
                exchange(
                        path,
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + id(key) + "\",\"client_secret\":\""
                                + secret(key) + "\"}",
                        "Content-Type",
                        "application/json"),
                exchange(path, "grant_type=client_credentials", "Content-Type", FORM, "Authorization", basic(key)))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
            assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3600);
            assertThat(answer.json().path("scope").asText()).isEqualTo("read-write");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(client(answer).get(RECORDS).status()).isEqualTo(200);
        }
    }

    @Test
    void a_token_writes_and_reads_what_its_key_may() {
        JsonNode key = key("test", "read-write");
        ApiClient client = client(exchange("/oauth/token", form(key)));

        ApiClient.Answer written = client.post(ORDER);
        assertThat(written.status()).as(written.text()).isEqualTo(202);
        assertThat(system.awaitOperation(client, written.operationId())
                        .json()
                        .at("/data/state")
                        .asText())
                .isEqualTo("applied");
        assertThat(client.record(written.id()).status()).isEqualTo(200);
        assertThat(system.test().record(written.id()).status()).isEqualTo(200);
        assertThat(system.live().record(written.id()).code()).isEqualTo(40401);
    }

    @Test
    void a_token_may_ask_for_less_and_never_for_more() {
        JsonNode key = key("live", "read-write");
        ApiClient.Answer reader = exchange("/oauth/token", form(key) + "&scope=read");
        ApiClient.Answer greedy = exchange("/oauth/token", form(key) + "&scope=admin");

        assertThat(reader.json().path("scope").asText()).isEqualTo("read");
        assertThat(client(reader).get(RECORDS).status()).isEqualTo(200);
        assertThat(client(reader).post(ORDER).code()).isEqualTo(40301);
        assertThat(greedy.status()).isEqualTo(400);
        assertThat(greedy.json().path("error").asText()).isEqualTo("invalid_scope");
        assertThat(greedy.json().at("/details/0/field").asText()).isEqualTo("scope");
    }

    @Test
    void when_the_key_s_scope_shrinks_its_tokens_shrink_with_it() {
        JsonNode key = key("live", "read-write");
        ApiClient client = client(exchange("/oauth/token", form(key)));
        assertThat(client.post(ORDER).status()).isEqualTo(202);

        owner.patch(path(key), "{\"scope\":\"read\"}");

        await().atMost(KNOWN_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> client.post(ORDER).code() == 40301);
        assertThat(client.get(RECORDS).status()).isEqualTo(200);
    }

    @Test
    void a_revoked_key_takes_its_tokens_with_it_on_every_instance() {
        JsonNode key = key("live", "read-write");
        ApiClient.Answer issued = exchange("/oauth/token", form(key));
        ApiClient here = client(issued);
        ApiClient there = new ApiClient(system.secondBaseUrl(), token(issued));
        assertThat(here.get(RECORDS).status()).isEqualTo(200);
        assertThat(there.get(RECORDS).status()).isEqualTo(200);

        owner.delete(path(key));

        awaitCode(here, 40103);
        awaitCode(there, 40103);
        ApiClient.Answer refused = exchange("/oauth/token", form(key));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo(40103);
        assertThat(refused.json().path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void a_token_is_good_no_longer_than_the_secret_that_it_was_got_with() {
        JsonNode key = key("live", "read");
        ApiClient before = client(exchange("/oauth/token", form(key)));
        assertThat(before.get(RECORDS).status()).isEqualTo(200);
        assertThat(new ApiClient(system.secondBaseUrl(), key.path("key").asText())
                        .get(RECORDS)
                        .status())
                .isEqualTo(200);

        JsonNode rotated = owner.post(path(key) + "/rotate", "{\"grace\":\"PT10M\"}")
                .json()
                .path("data");
        ApiClient.Answer byOld = exchange("/oauth/token", form(key));
        String newToken = token(exchange("/oauth/token", form(rotated)));
        ApiClient after = new ApiClient(system.baseUrl(), newToken);
        assertThat(new ApiClient(system.secondBaseUrl(), newToken).get(RECORDS).status())
                .as("at once, there")
                .isEqualTo(200);
        assertThat(byOld.json().path("expires_in").asInt()).isBetween(500, 600);

        system.execute("UPDATE api_key SET previous_valid_until = now() WHERE id = '" + id(key) + "'");
        awaitCode(before, 40102);
        awaitCode(client(byOld), 40102);
        assertThat(after.get(RECORDS).status()).isEqualTo(200);
    }

    @Test
    void a_token_ends_with_its_key() {
        JsonNode key = key("live", "read");
        owner.patch(
                path(key), "{\"expiresAt\":\"" + Instant.now().plusSeconds(120).toString() + "\"}");

        ApiClient.Answer issued = exchange("/oauth/token", form(key));

        assertThat(issued.json().path("expires_in").asInt()).isBetween(60, 120);
    }

    @Test
    void an_expired_token_is_told_so() {
        JsonNode key = key("live", "read");
        ApiClient whole = new ApiClient(system.baseUrl(), key.path("key").asText());
        owner.patch(path(key), "{\"expiresAt\":\"" + Instant.now().plusSeconds(5) + "\"}");
        ApiClient client = client(exchange("/oauth/token", form(key)));
        owner.patch(path(key), "{\"expiresAt\":null}");

        await().atMost(KNOWN_WITHIN.multipliedBy(2))
                .until(() -> client.get(RECORDS).code() == 40102);
        awaitCode(whole, 0);
        assertThat(client.get(RECORDS).code()).isEqualTo(40102);
    }

    @Test
    void anyone_can_verify_a_token_by_what_is_published()
            throws JoseException, org.jose4j.jwt.consumer.InvalidJwtException {
        JsonNode key = key("live", "read");
        String token = token(exchange("/oauth/token", form(key)));
        ApiClient.Answer published = system.withoutKey("/oauth/jwks");
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        jws.setKey(new VerificationJwkSelector()
                .select(jws, new JsonWebKeySet(published.text()).getJsonWebKeys())
                .getKey());

        assertThat(jws.getAlgorithmHeaderValue()).isEqualTo(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        assertThat(jws.verifySignature()).isTrue();
        JwtClaims claims = JwtClaims.parse(jws.getPayload());
        assertThat(claims.getClaimsMap())
                .containsEntry("sub", id(key))
                .containsEntry("scope", "read")
                .containsEntry("env", "live")
                .containsKeys("iss", "aud", "iat", "exp", "jti");
        assertThat(published.text()).doesNotContain("\"d\":");
        assertThat(published.header("Content-Type")).startsWith("application/json");
        assertThat(system.withoutKey("/.well-known/jwks.json").json()).isEqualTo(published.json());
    }

    @Test
    void a_forged_token_opens_nothing() {
        String token = token(exchange("/oauth/token", form(key("live", "read"))));
        String[] parts = token.split("\\.");
        String header = decoded(parts[0]);
        String wider = encoded(decoded(parts[1]).replace("\"read\"", "\"admin\""));

        assertThat(wider).isNotEqualTo(parts[1]);
        for (String forged : List.of(
                parts[0] + "." + wider + "." + parts[2],
                encoded(header.replace("ES256", "none")) + "." + wider + ".",
                encoded(header.replace("ES256", "HS256")) + "." + wider + "." + parts[2],
                encoded(header.replaceAll("\"kid\":\"[^\"]+\"", "\"kid\":\"mine\"")) + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                "a.b.c")) {
            ApiClient.Answer answer = new ApiClient(system.baseUrl(), forged).get(RECORDS);
            assertThat(answer.code()).as(forged).isEqualTo(40101);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        assertThat(new ApiClient(system.baseUrl(), token).get(RECORDS).status()).isEqualTo(200);
    }

    @Test
    void when_another_key_signs_the_tokens_of_the_one_before_stay_good() {
        JsonNode key = key("live", "read");
        String before = token(exchange("/oauth/token", form(key)));
        system.execute("UPDATE signing_key SET signs_until = now(),"
                + " verifies_until = now() + (verifies_until - signs_until) WHERE signs_until > now()");

        await("another signing key")
                .atMost(KNOWN_WITHIN)
                .until(() -> !kid(token(exchange("/oauth/token", form(key)))).equals(kid(before)));
        String after = token(exchange("/oauth/token", form(key)));

        for (String baseUrl : List.of(system.baseUrl(), system.secondBaseUrl())) {
            assertThat(new ApiClient(baseUrl, before).get(RECORDS).status()).isEqualTo(200);
            await().atMost(KNOWN_WITHIN)
                    .until(() -> new ApiClient(baseUrl, after).get(RECORDS).status() == 200);
        }
        assertThat(system.withoutKey("/oauth/jwks").text())
                .contains(kid(before))
                .contains(kid(after));
        assertThat(system.count("SELECT count(*) FROM signing_key WHERE signs_until > now()"))
                .isOne();
    }

    @Test
    void a_signing_key_that_is_taken_away_takes_its_tokens_with_it() {
        JsonNode key = key("live", "read");
        String before = token(exchange("/oauth/token", form(key)));
        assertThat(new ApiClient(system.baseUrl(), before).get(RECORDS).status())
                .isEqualTo(200);

        system.execute("DELETE FROM signing_key");

        awaitCode(new ApiClient(system.baseUrl(), before), 40101);
        awaitCode(new ApiClient(system.secondBaseUrl(), before), 40101);
        String after = token(exchange("/oauth/token", form(key)));
        awaitCode(new ApiClient(system.secondBaseUrl(), after), 0);
    }

    @Test
    void a_signing_key_lies_sealed() {
        exchange("/oauth/token", form(key("live", "read")));

        String sealed = (String)
                system.query("SELECT sealed_key FROM signing_key").get(0).get("sealed_key");
        assertThat(sealed).doesNotContain("kty").doesNotContain("{");
    }

    @ParameterizedTest
    @CsvSource({
        "'',400,invalid_request",
        "grant_type=password,400,unsupported_grant_type",
        "grant_type=client_credentials,401,invalid_client",
        "grant_type=client_credentials&client_id=12345678&client_secret=x,401,invalid_client",
        "grant_type=client_credentials&grant_type=client_credentials,400,invalid_request"
    })
    void a_mistake_is_told_in_the_words_of_the_rfc_and_in_ours(String body, int status, String error) {
        ApiClient.Answer answer = exchange("/oauth/token", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
        assertThat(answer.json().path("error_description").asText()).matches("[ -~]+");
        assertThat(answer.json().path("success").asBoolean(true)).isFalse();
        assertThat(answer.code()).isBetween(40000, 40199);
        assertThat(answer.json().path("requestId").asText()).startsWith("req_");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(status == 401 ? "Basic realm=\"headrace\"" : "");
    }

    @Test
    void a_url_and_another_kind_of_body_give_no_token() {
        JsonNode key = key("live", "read");

        assertThat(exchange("/oauth/token?" + form(key), "")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("invalid_request");
        assertThat(exchange("/oauth/token", form(key), "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(exchange("/oauth/token", form(key) + "&x=" + "y".repeat(102_400))
                        .status())
                .isEqualTo(413);
        ApiClient.Answer get = system.withoutKey("/oauth/token");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("Allow")).isEqualTo("OPTIONS, POST");
    }

    @Test
    void who_guesses_is_stopped_and_told_when_to_come_back() {
        JsonNode key = key("live", "read");
        JsonNode other = key("live", "read");
        String guess = "grant_type=client_credentials&client_id=" + id(key) + "&client_secret=" + secret(other);
        for (int i = 0; i < 10; i++) {
            assertThat(exchange("/oauth/token", guess).code()).isEqualTo(40101);
        }

        ApiClient.Answer stopped = exchange("/oauth/token", guess);
        assertThat(stopped.status()).isEqualTo(429);
        assertThat(stopped.code()).isEqualTo(42901);
        assertThat(stopped.header("Retry-After")).isEqualTo("60");
        assertThat(exchange("/oauth/token", form(other)).status()).isEqualTo(200);
    }

    @Test
    void a_token_of_scope_admin_manages_its_endpoint() {
        JsonNode key = key("live", "admin");
        OwnerClient manager = new OwnerClient(
                system.baseUrl(), "Authorization", "Bearer " + token(exchange("/oauth/token", form(key))));
        OwnerClient narrowed = new OwnerClient(
                system.baseUrl(),
                "Authorization",
                "Bearer " + token(exchange("/oauth/token", form(key) + "&scope=read")));

        assertThat(manager.get("/api/v1/me").json().at("/data/key").asText()).isEqualTo(id(key));
        assertThat(manager.get(KEYS).status()).isEqualTo(200);
        assertThat(narrowed.get(KEYS).code()).isEqualTo(40301);
    }

    @Test
    void the_server_says_how_tokens_are_got_only_where_its_url_is_known() {
        assertThat(system.withoutKey("/.well-known/oauth-authorization-server").code())
                .isEqualTo(40401);
    }

    private JsonNode key(String environment, String scope) {
        ApiClient.Answer made = owner.post(
                KEYS,
                "{\"name\":\"a test's key\",\"environment\":\"%s\",\"scope\":\"%s\"}".formatted(environment, scope));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("data");
    }

    private ApiClient.Answer exchange(String path, String body) {
        return exchange(path, body, "Content-Type", FORM);
    }

    private ApiClient.Answer exchange(String path, String body, String... headers) {
        return ApiClient.send(HttpRequest.newBuilder(URI.create(system.baseUrl() + path))
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private ApiClient client(ApiClient.Answer issued) {
        return new ApiClient(system.baseUrl(), token(issued));
    }

    private static String token(ApiClient.Answer issued) {
        assertThat(issued.status()).as(issued.text()).isEqualTo(200);
        return issued.json().path("access_token").asText();
    }

    private static String form(JsonNode key) {
        return "grant_type=client_credentials&client_id=" + id(key) + "&client_secret=" + secret(key);
    }

    private static String basic(JsonNode key) {
        return "Basic "
                + Base64.getEncoder().encodeToString((id(key) + ":" + secret(key)).getBytes(StandardCharsets.US_ASCII));
    }

    private static String id(JsonNode key) {
        return key.path("id").asText();
    }

    private static String secret(JsonNode key) {
        assertThat(ApiKey.isSecret(key.path("secret").asText())).isTrue();
        return key.path("secret").asText();
    }

    private static String path(JsonNode key) {
        return KEYS + "/" + id(key);
    }

    private static String kid(String token) {
        return decoded(token.split("\\.")[0]).replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitCode(ApiClient client, int code) {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(KNOWN_WITHIN)
                .until(() -> client.get(RECORDS).code() == code);
    }
}
