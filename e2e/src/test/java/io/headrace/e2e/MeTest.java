package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people see and change of themselves. */
class MeTest {
    private static final String ME = "/api/v1/me";
    private static final String PASSWORD = "a long password";

    private final TestSystem system = TestSystem.shared();
    private final String account = UUID.randomUUID() + "@example.com";

    @Test
    void they_see_who_they_are_and_what_they_may_use() {
        JsonNode me = person().get(ME).json().path("data");

        assertThat(me.path("id").asText()).matches("own_[0-9a-z]{26}");
        assertThat(me.path("account").asText()).isEqualTo(account);
        assertThat(me.path("name").asText()).isEqualTo("Somebody");
        assertThat(me.path("role").asText()).isEqualTo("owner");
        assertThat(me.at("/plan/name").asText()).isEqualTo("free");
        assertThat(me.at("/plan/expiresAt").isNull()).isTrue();
        assertThat(me.at("/plan/perDay").asInt()).isEqualTo(1000);
        assertThat(me.at("/plan/maxEndpoints").asInt()).isEqualTo(3);
        assertThat(me.at("/plan/reads/perDay").asInt()).isEqualTo(5000);
        assertThat(me.at("/plan/batches/perDay").asInt()).isEqualTo(100);
    }

    @Test
    void they_change_their_name() {
        OwnerClient person = person();

        ApiClient.Answer answer = person.patch(ME, "{\"name\":\"新名字\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/data/name").asText()).isEqualTo("新名字");
        assertThat(person.get(ME).json().path("data")).isEqualTo(answer.json().path("data"));
    }

    @Test
    void a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
        OwnerClient person = person();
        OwnerClient other = OwnerClient.login(system.baseUrl(), account, PASSWORD);

        ApiClient.Answer wrong = person.patch(ME, "{\"password\":{\"old\":\"guess\",\"new\":\"another password\"}}");
        assertThat(wrong.code()).isEqualTo(40001);
        assertThat(wrong.json().at("/details/0/field").asText()).isEqualTo("password.old");
        assertThat(person.patch(ME, "{\"password\":{\"old\":\"" + PASSWORD + "\",\"new\":\"another password\"}}")
                        .status())
                .isEqualTo(200);

        assertThat(person.get(ME).status()).isEqualTo(200);
        assertThat(other.get(ME).code()).isEqualTo(40101);
        assertThat(OwnerClient.login(system.baseUrl(), account, "another password")
                        .get(ME)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void who_guesses_the_old_password_is_slowed_down() {
        OwnerClient person = person();
        for (int i = 0; i < 10; i++) {
            person.patch(ME, "{\"password\":{\"old\":\"guess " + i + "\",\"new\":\"another password\"}}");
        }

        ApiClient.Answer answer =
                person.patch(ME, "{\"password\":{\"old\":\"" + PASSWORD + "\",\"new\":\"another password\"}}");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo(42901);
    }

    @Test
    void everything_that_is_wrong_is_listed() {
        ApiClient.Answer answer = person().patch(
                        ME, "{\"name\":\"\",\"role\":\"admin\",\"password\":{\"new\":\"short\",\"again\":\"short\"}}");

        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().at("/details").findValuesAsText("field"))
                .containsExactlyInAnyOrder("name", "role", "password.old", "password.new", "password.again");
    }

    private OwnerClient person() {
        system.asAdmin()
                .post(
                        "/api/v1/owners",
                        "{\"account\":\"" + account + "\",\"password\":\"" + PASSWORD + "\",\"name\":\"Somebody\"}");
        return OwnerClient.login(system.baseUrl(), account, PASSWORD);
    }
}
