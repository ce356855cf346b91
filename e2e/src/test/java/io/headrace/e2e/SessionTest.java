package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Logging in, staying so, logging out. */
class SessionTest {
    private final TestSystem system = TestSystem.shared();

    @Test
    void who_logs_in_is_known_by_each_form_of_the_token() {
        ApiClient.Answer login = login(system.owner().password());
        String token = login.json().at("/data/access_token").asText();

        assertThat(login.status()).isEqualTo(200);
        assertThat(me("access-token", token).json().at("/data/account").asText())
                .isEqualTo(system.owner().account());
        assertThat(me("Authorization", "Bearer " + token).status()).isEqualTo(200);
        assertThat(me("Cookie", "headrace_session=" + token).status()).isEqualTo(200);
        assertThat(login.header("Set-Cookie"))
                .contains("headrace_session=" + token)
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void each_login_has_a_token_of_its_own() {
        assertThat(login(system.owner().password()).json().at("/data/access_token"))
                .isNotEqualTo(login(system.owner().password()).json().at("/data/access_token"));
    }

    @Test
    void behind_tls_the_cookie_is_for_tls_only() {
        ApiClient.Answer login = new OwnerClient(system.baseUrl())
                .post("/api/v1/auth/login", credentials(system.owner().password()), "X-Forwarded-Proto", "https");

        assertThat(login.header("Set-Cookie")).contains("; Secure");
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_the_same_answer() {
        ApiClient.Answer wrong = login("not it");
        ApiClient.Answer unknown = new OwnerClient(system.baseUrl())
                .post("/api/v1/auth/login", "{\"account\":\"nobody@example.com\",\"password\":\"not it\"}");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo(40101);
        assertThat(withoutId(wrong)).isEqualTo(withoutId(unknown));
    }

    @Test
    void after_a_logout_the_token_opens_nothing() {
        String token =
                login(system.owner().password()).json().at("/data/access_token").asText();

        new OwnerClient(system.baseUrl(), "access-token", token).post("/api/v1/auth/logout", "");

        assertThat(me("access-token", token).code()).isEqualTo(40101);
    }

    @Test
    void a_session_ends_when_its_time_is_over() {
        String token =
                login(system.owner().password()).json().at("/data/access_token").asText();

        system.execute("UPDATE owner_session SET expires_at = now() - interval '1 second' WHERE created_at = "
                + "(SELECT max(created_at) FROM owner_session)");

        assertThat(me("access-token", token).code()).isEqualTo(40102);
    }

    @Test
    void a_write_by_cookie_needs_proof_of_where_it_came_from() {
        String cookie = "headrace_session="
                + login(system.owner().password())
                        .json()
                        .at("/data/access_token")
                        .asText();

        assertThat(logout("Cookie", cookie).code()).isEqualTo(40301);
        assertThat(logout("Cookie", cookie, "Origin", "https://evil.example").code())
                .isEqualTo(40301);
        assertThat(logout("Cookie", cookie, "Sec-Fetch-Site", "same-site").code())
                .isEqualTo(40301);
        assertThat(me("Cookie", cookie).status()).isEqualTo(200);
        assertThat(logout("Cookie", cookie, "Origin", system.baseUrl()).status())
                .isEqualTo(200);
        assertThat(me("Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void what_is_missing_or_unknown_in_a_login_is_listed() {
        ApiClient.Answer answer =
                new OwnerClient(system.baseUrl()).post("/api/v1/auth/login", "{\"user\":\"x\",\"password\":1}");

        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().at("/details").findValuesAsText("field"))
                .containsExactlyInAnyOrder("account", "password", "user");
    }

    private ApiClient.Answer login(String password) {
        return new OwnerClient(system.baseUrl()).post("/api/v1/auth/login", credentials(password));
    }

    private String credentials(String password) {
        return "{\"account\":\"" + system.owner().account() + "\",\"password\":\"" + password + "\"}";
    }

    private ApiClient.Answer me(String... credential) {
        return new OwnerClient(system.baseUrl(), credential).get("/api/v1/me");
    }

    private ApiClient.Answer logout(String... headers) {
        return new OwnerClient(system.baseUrl()).post("/api/v1/auth/logout", "", headers);
    }

    private static String withoutId(ApiClient.Answer answer) {
        return answer.text().replaceAll("req_[0-9a-z]+", "");
    }
}
