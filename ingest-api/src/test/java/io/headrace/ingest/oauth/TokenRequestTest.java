package io.headrace.ingest.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRequestTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final ApiKey KEY = ApiKey.create(Environment.LIVE);
    private static final String CLIENT = "&client_id=" + KEY.id() + "&client_secret=" + KEY.secret();

    @Test
    void a_form_json_and_basic_say_the_same() {
        TokenRequest form = form("grant_type=client_credentials" + CLIENT, null);
        TokenRequest json = of("application/json; charset=utf-8", """
                {"grant_type":"client_credentials","client_id":"%s","client_secret":"%s","scope":null}""".formatted(KEY.id(), KEY.secret()), null);
        TokenRequest basic = form("grant_type=client_credentials", basic(KEY.id() + ":" + KEY.secret()));

        assertThat(form.client().id()).isEqualTo(KEY.id());
        assertThat(form.client().secret()).isEqualTo(KEY.secret());
        assertThat(json).isEqualTo(form);
        assertThat(basic).isEqualTo(form);
    }

    @Test
    void what_is_not_known_is_ignored_and_what_has_no_value_was_not_sent() {
        assertThat(form("grant_type=client_credentials&scope=&audience=x" + CLIENT, null)
                        .scope())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',invalid_request",
        "grant_type=,invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials,invalid_request",
        "grant_type=%zz,invalid_request",
        "grant_type=password,unsupported_grant_type",
        "grant_type=client_credentials&scope=everything,invalid_scope",
        "grant_type=client_credentials&scope=%20,invalid_scope",
        "grant_type=client_credentials,invalid_client",
        "grant_type=client_credentials&client_id=abcdefgh,invalid_client",
        "grant_type=client_credentials&client_id=abcdefgh&client_secret=short,invalid_client"
    })
    void each_mistake_has_its_name(String body, String error) {
        assertThat(error(() -> form(body, null))).isEqualTo(error);
    }

    @Test
    void who_says_twice_who_it_is_is_refused() {
        String header = basic(KEY.id() + ":" + KEY.secret());

        assertThat(error(() -> form("grant_type=client_credentials" + CLIENT, header)))
                .isEqualTo("invalid_request");
        assertThat(error(() -> form("grant_type=client_credentials&client_id=other123", header)))
                .isEqualTo("invalid_request");
        assertThat(form("grant_type=client_credentials&client_id=" + KEY.id(), header)
                        .client()
                        .id())
                .isEqualTo(KEY.id());
    }

    @Test
    void another_authorization_than_basic_is_no_client() {
        for (String header : new String[] {"Bearer x", "Basic", "Basic !", basic("no colon")}) {
            assertThat(error(() -> form("grant_type=client_credentials", header)))
                    .as(header)
                    .isEqualTo("invalid_client");
        }
    }

    @Test
    void a_body_of_another_kind_is_refused() {
        assertThat(error(() -> of("text/plain", "grant_type=client_credentials", null)))
                .isEqualTo("invalid_request");
        assertThat(error(() -> of(null, "", null))).isEqualTo("invalid_request");
        assertThat(error(() -> of("application/json", "[]", null))).isEqualTo("invalid_request");
        assertThat(error(() -> of("application/json", "{\"grant_type\":1}", null)))
                .isEqualTo("invalid_request");
    }

    @Test
    void a_scope_may_only_be_narrower() {
        TokenRequest writer = form("grant_type=client_credentials&scope=read+read-write" + CLIENT, null);

        assertThat(writer.granted(KeyScope.ADMIN)).isEqualTo(KeyScope.READ_WRITE);
        assertThat(writer.granted(KeyScope.READ_WRITE)).isEqualTo(KeyScope.READ_WRITE);
        assertThat(error(() -> writer.granted(KeyScope.READ))).isEqualTo("invalid_scope");
        assertThat(form("grant_type=client_credentials" + CLIENT, null).granted(KeyScope.READ))
                .isEqualTo(KeyScope.READ);
    }

    @Test
    void what_a_client_did_wrong_is_said_without_its_secret() {
        assertThat(form("grant_type=client_credentials" + CLIENT, null).toString())
                .doesNotContain(KEY.secret());
        assertThat(TokenParameters.parse(FORM, CLIENT.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .doesNotContain(KEY.secret());
        assertThat(new BasicCredentials(KEY.id(), KEY.secret()).toString()).doesNotContain(KEY.secret());
    }

    private static TokenRequest form(String body, @Nullable String authorization) {
        return of(FORM, body, authorization);
    }

    private static TokenRequest of(@Nullable String type, String body, @Nullable String authorization) {
        return TokenRequest.of(TokenParameters.parse(type, body.getBytes(StandardCharsets.UTF_8)), authorization);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** As the client would be told. */
    private static String error(ThrowingCallable call) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, call);
        Problem told = ((ProblemException) TokenProblem.of(refused)).problem();
        assertThat(told.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(told.headers().containsKey("WWW-Authenticate"))
                .isEqualTo(told.code().status() == 401);
        return String.valueOf(told.members().get("error"));
    }
}
