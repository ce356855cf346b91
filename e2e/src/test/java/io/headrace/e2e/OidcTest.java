package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.backends.FreePorts;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Owners who log in at a real provider. The last test takes the provider away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OidcTest {
    private static final String CLIENT = "headrace-api";
    private static final String ME = "/api/v1/me";
    private static final String PASSWORD = "pw";
    private static final TestSystem SYSTEM = TestSystem.shared();

    private static Keycloak keycloak;
    private static SupervisedProcess instance;
    private static String baseUrl;

    @BeforeAll
    static void start() throws Exception {
        keycloak = Keycloak.start(Map.of("headrace", realm("headrace"), "other", realm("other")));
        int port = FreePorts.next();
        baseUrl = "http://localhost:" + port;
        instance = SYSTEM.local()
                .addInstance(
                        Service.INGEST_API,
                        "ingest-api-oidc",
                        port,
                        Map.of("HEADRACE_OIDC_ISSUER", keycloak.issuer("headrace"), "HEADRACE_OIDC_AUDIENCE", CLIENT));
        await("instance").atMost(Duration.ofSeconds(180)).until(instance::answers);
        for (String name : new String[] {"ann", "bob", "eve"}) {
            SYSTEM.asAdmin()
                    .post(
                            "/api/v1/owners",
                            "{\"account\":\"" + name + "@oidc.example\",\"password\":\"a long password\",\"name\":\""
                                    + name + "\"}");
        }
    }

    @AfterAll
    static void stop() {
        if (instance != null) {
            instance.stop();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    @Order(1)
    void who_has_logged_in_at_the_provider_is_known_by_a_verified_address() {
        String token = token("ann");

        ApiClient.Answer me = me("Authorization", "Bearer " + token);

        assertThat(me.status()).as(me.text()).isEqualTo(200);
        assertThat(me.json().at("/data/account").asText()).isEqualTo("ann@oidc.example");
        assertThat(me("access-token", token).json().path("data"))
                .isEqualTo(me.json().path("data"));
        assertThat(new OwnerClient(baseUrl, "Authorization", "Bearer " + token)
                        .patch(ME, "{\"name\":\"Ann by token\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Order(2)
    void from_then_on_by_the_providers_own_name_for_the_person() {
        me("Authorization", "Bearer " + token("ann"));
        SYSTEM.execute("UPDATE owner SET account = 'ann.moved@oidc.example' WHERE account = 'ann@oidc.example'");

        assertThat(me("Authorization", "Bearer " + token("ann"))
                        .json()
                        .at("/data/account")
                        .asText())
                .isEqualTo("ann.moved@oidc.example");
        SYSTEM.execute("UPDATE owner SET account = 'ann@oidc.example' WHERE account = 'ann.moved@oidc.example'");
    }

    @Test
    @Order(3)
    void an_address_that_the_provider_has_not_verified_opens_nothing() {
        ApiClient.Answer answer = me("Authorization", "Bearer " + token("eve"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo(40301);
        assertThat(SYSTEM.count("""
                        SELECT count(*) FROM owner_identity i JOIN owner o ON o.id = i.owner_id
                        WHERE o.account = 'eve@oidc.example'""")).isZero();
    }

    @Test
    @Order(4)
    void whom_nobody_knows_becomes_no_owner() {
        assertThat(me("Authorization", "Bearer " + token("zoe")).code()).isEqualTo(40301);
        assertThat(SYSTEM.count("SELECT count(*) FROM owner WHERE account = 'zoe@oidc.example'"))
                .isZero();
    }

    @Test
    @Order(5)
    void who_was_deactivated_stays_out() {
        SYSTEM.execute("UPDATE owner SET active = false WHERE account = 'bob@oidc.example'");

        assertThat(me("Authorization", "Bearer " + token("bob")).code()).isEqualTo(40103);

        SYSTEM.execute("UPDATE owner SET active = true WHERE account = 'bob@oidc.example'");
        assertThat(me("Authorization", "Bearer " + token("bob")).status()).isEqualTo(200);
    }

    @Test
    @Order(6)
    void tokens_of_another_realm_for_another_audience_tampered_or_of_another_kind_are_refused() {
        String good = token("ann");
        JsonNode all = keycloak.tokens("headrace", CLIENT, "ann", PASSWORD);
        String[] parts = good.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        claims.replace("ann@oidc.example", "bob@oidc.example").getBytes(StandardCharsets.UTF_8));
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(forged).isNotEqualTo(parts[1]);
        assertUnknown(keycloak.accessToken("other", CLIENT, "ann", PASSWORD));
        assertUnknown(keycloak.accessToken("headrace", "another-client", "ann", PASSWORD));
        assertUnknown(parts[0] + "." + forged + "." + parts[2]);
        assertUnknown(none + "." + parts[1] + "." + parts[2]);
        assertUnknown(none + "." + parts[1] + ".");
        assertUnknown(all.path("id_token").asText());
        assertUnknown(all.path("refresh_token").asText());
        assertThat(me("Authorization", "Bearer " + good).status()).isEqualTo(200);
    }

    @Test
    @Order(7)
    void an_expired_token_is_told_so() {
        String shortLived = keycloak.accessToken("headrace", "short-lived", "ann", PASSWORD);

        await("the token is over, and the time by which clocks may differ")
                .atMost(Duration.ofSeconds(50))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> me("Authorization", "Bearer " + shortLived).code() == 40102);
    }

    @Test
    @Order(8)
    void without_a_provider_configured_its_tokens_are_nothing() {
        assertThat(new OwnerClient(SYSTEM.baseUrl(), "Authorization", "Bearer " + token("ann"))
                        .get(ME)
                        .code())
                .isEqualTo(40101);
    }

    @Test
    @Order(9)
    void while_the_provider_is_away_its_tokens_are_still_checked() {
        String token = token("ann");
        assertThat(me("Authorization", "Bearer " + token).status()).isEqualTo(200);

        keycloak.stop();

        assertThat(me("Authorization", "Bearer " + token).status()).isEqualTo(200);
        assertUnknown(token.substring(0, token.length() - 8) + "AAAAAAAA");
    }

    private static void assertUnknown(String token) {
        ApiClient.Answer answer = me("Authorization", "Bearer " + token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(40101);
    }

    private static String token(String username) {
        return keycloak.accessToken("headrace", CLIENT, username, PASSWORD);
    }

    private static ApiClient.Answer me(String... credential) {
        return new OwnerClient(baseUrl, credential).get(ME);
    }

    private static String realm(String name) {
        return """
                {"realm":"%s","enabled":true,"sslRequired":"none","clients":[%s,%s,%s],"users":[%s,%s,%s,%s]}""".formatted(
                        name,
                        client(CLIENT, CLIENT, 300),
                        client("another-client", "another-api", 300),
                        client("short-lived", CLIENT, 1),
                        user("ann", true),
                        user("bob", true),
                        user("eve", false),
                        user("zoe", true));
    }

    private static String client(String id, String audience, int seconds) {
        return """
                {"clientId":"%s","enabled":true,"publicClient":true,"directAccessGrantsEnabled":true,
                 "standardFlowEnabled":false,"attributes":{"access.token.lifespan":"%d"},
                 "protocolMappers":[{"name":"audience","protocol":"openid-connect",
                   "protocolMapper":"oidc-audience-mapper",
                   "config":{"included.custom.audience":"%s","access.token.claim":"true"}}]}""".formatted(id, seconds, audience);
    }

    private static String user(String name, boolean verified) {
        return """
                {"username":"%1$s","enabled":true,"email":"%1$s@oidc.example","emailVerified":%2$b,
                 "firstName":"%1$s","lastName":"Lee",
                 "credentials":[{"type":"password","value":"%3$s","temporary":false}]}""".formatted(name, verified, PASSWORD);
    }
}
