package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Administrators manage accounts and plans; nobody else does. */
class AdminTest {
    private static final String OWNERS = "/api/v1/owners";
    private static final String PLANS = "/api/v1/plans";
    private static final String PASSWORD = "a long password";

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient admin = system.asAdmin();

    @Test
    void an_owner_is_added_read_and_listed() {
        String account = account();

        ApiClient.Answer created = create(account);

        assertThat(created.status()).isEqualTo(201);
        JsonNode owner = created.json().path("data");
        assertThat(owner.path("id").asText()).matches("own_[0-9a-z]{26}");
        assertThat(created.header("Location"))
                .isEqualTo(OWNERS + "/" + owner.path("id").asText());
        assertThat(owner.path("account").asText()).isEqualTo(account);
        assertThat(owner.path("role").asText()).isEqualTo("owner");
        assertThat(owner.path("active").asBoolean()).isTrue();
        assertThat(owner.at("/plan/name").asText()).isEqualTo("free");
        assertThat(owner.at("/plan/expiresAt").isNull()).isTrue();
        assertThat(created.text()).doesNotContain(PASSWORD).doesNotContain("password");
        assertThat(admin.get(created.header("Location")).json().path("data")).isEqualTo(owner);
        JsonNode found = admin.get(OWNERS + "?account=" + account).json().path("data");
        assertThat(found.path("items")).containsExactly(owner);
        assertThat(found.at("/pagination/total").asInt()).isEqualTo(1);
        assertThat(admin.get(OWNERS + "?pageSize=1").json().at("/data/items/0")).isEqualTo(owner);
        assertThat(OwnerClient.login(system.baseUrl(), account, PASSWORD)
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_address_is_one_account_however_it_is_written() {
        String account = account();
        create(account);

        ApiClient.Answer again = create(account.toUpperCase());

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo(40901);
        OwnerClient.login(system.baseUrl(), account.toUpperCase(), PASSWORD);
        assertThat(create("user " + account.substring(0, 20)).status()).isEqualTo(201);
    }

    @Test
    void everything_that_is_wrong_with_an_owner_is_listed() {
        ApiClient.Answer answer = admin.post(
                OWNERS,
                "{\"account\":\" x\",\"password\":\"short\",\"name\":null,\"role\":\"king\",\"plan\":1,\"id\":\"own_1\"}");

        assertThat(answer.code()).isEqualTo(40001);
        assertThat(answer.json().at("/details").findValuesAsText("field"))
                .containsExactlyInAnyOrder("account", "password", "name", "role", "plan", "id");
        assertThat(details(admin.post(OWNERS, "{}"))).containsExactlyInAnyOrder("account", "password", "name");
        assertThat(details(admin.post(OWNERS, owner(account(), "x".repeat(73)))))
                .containsExactly("password");
        ApiClient.Answer noPlan =
                admin.post(OWNERS, owner(account(), PASSWORD).replace("}", ",\"plan\":\"no-such-plan\"}"));
        assertThat(noPlan.code()).isEqualTo(40001);
        assertThat(details(noPlan)).containsExactly("plan");
    }

    @Test
    void what_is_named_is_changed_and_nothing_else() {
        String account = account();
        String path = create(account).header("Location");

        JsonNode changed = admin.patch(path, "{\"name\":\"Other\"}").json().path("data");

        assertThat(changed.path("name").asText()).isEqualTo("Other");
        assertThat(changed.path("active").asBoolean()).isTrue();
        assertThat(changed.path("account").asText()).isEqualTo(account);
        OwnerClient.login(system.baseUrl(), account, PASSWORD);
        assertThat(details(admin.patch(path, "{\"account\":\"x\",\"active\":\"no\"}")))
                .containsExactlyInAnyOrder("account", "active");
    }

    @Test
    void a_new_password_ends_the_sessions() {
        String account = account();
        String path = create(account).header("Location");
        OwnerClient session = OwnerClient.login(system.baseUrl(), account, PASSWORD);

        assertThat(admin.patch(path, "{\"password\":\"another password\"}").status())
                .isEqualTo(200);

        assertThat(session.get("/api/v1/me").code()).isEqualTo(40101);
        assertThat(login(account, PASSWORD).code()).isEqualTo(40101);
        assertThat(login(account, "another password").status()).isEqualTo(200);
    }

    @Test
    void who_is_deactivated_is_out_until_let_in_again() {
        String account = account();
        String path = create(account).header("Location");
        OwnerClient session = OwnerClient.login(system.baseUrl(), account, PASSWORD);

        admin.patch(path, "{\"active\":false}");

        assertThat(session.get("/api/v1/me").code()).isEqualTo(40101);
        assertThat(login(account, PASSWORD).code()).isEqualTo(40103);
        admin.patch(path, "{\"active\":true}");
        assertThat(login(account, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void the_keys_of_who_is_deactivated_open_nothing() {
        String account = account();
        String path = create(account).header("Location");
        ApiKey key = ApiKey.create(Environment.TEST);
        addEndpointAndKey(account, key);
        ApiClient client = new ApiClient(system.baseUrl(), key.text());
        assertThat(client.get("/api/v1/data/orders").status()).isEqualTo(200);

        admin.patch(path, "{\"active\":false}");

        await().atMost(Duration.ofSeconds(15))
                .until(() -> client.get("/api/v1/data/orders").code() == 40103);
        admin.patch(path, "{\"active\":true}");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> client.get("/api/v1/data/orders").status() == 200);
    }

    private void addEndpointAndKey(String account, ApiKey key) {
        byte[] pepper = Base64.getDecoder().decode(system.local().secrets().keyPepper());
        UUID endpointId = Ids.create();
        system.execute("""
                INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                      updated_at)
                SELECT '%s', id, 'orders', 'Orders', '{}', 1, true, '', now(), now() FROM owner WHERE account = '%s'""".formatted(endpointId, account));
        system.execute("""
                INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active, created_at)
                SELECT '%s', owner_id, id, 'test', 'read-write', 'test', '\\x%s', true, now()
                FROM endpoint WHERE id = '%s'""".formatted(key.id(), HexFormat.of().formatHex(key.hash(pepper)), endpointId));
    }

    @Test
    void administrators_cannot_take_their_own_rights_but_those_of_others() {
        String self = admin.get(OWNERS + "?account=" + system.admin().account())
                .json()
                .at("/data/items/0/id")
                .asText();
        String account = account();
        String other = admin.post(OWNERS, owner(account, PASSWORD).replace("}", ",\"role\":\"admin\"}"))
                .header("Location");
        OwnerClient second = OwnerClient.login(system.baseUrl(), account, PASSWORD);

        for (String body : List.of("{\"active\":false}", "{\"role\":\"owner\"}")) {
            ApiClient.Answer answer = admin.patch(OWNERS + "/" + self, body);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo(42201);
        }
        assertThat(second.get(OWNERS).status()).isEqualTo(200);
        assertThat(admin.patch(other, "{\"role\":\"owner\"}").status()).isEqualTo(200);
        assertThat(second.get(OWNERS).code()).isEqualTo(40301);
    }

    @Test
    void a_plan_is_added_used_changed_and_deleted() {
        String name = "tiny-" + UUID.randomUUID().toString().substring(0, 8);
        String body =
                "{\"name\":\"" + name + "\",\"perSecond\":5,\"perMinute\":100,\"perDay\":1000,\"perMonth\":20000}";

        ApiClient.Answer created = admin.post(PLANS, body);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(PLANS + "/" + name);
        JsonNode plan = created.json().path("data");
        assertThat(plan.path("perDay").asInt()).isEqualTo(1000);
        assertThat(plan.at("/reads/perMonth").asInt()).isEqualTo(20000);
        assertThat(plan.at("/batches/perSecond").asInt()).isEqualTo(5);
        assertThat(admin.get(PLANS + "/" + name).json().path("data")).isEqualTo(plan);
        assertThat(admin.post(PLANS, body).code()).isEqualTo(40901);

        String owner = create(account()).header("Location");
        ApiClient.Answer chosen =
                admin.put(owner + "/plan", "{\"plan\":\"" + name + "\",\"expiresAt\":\"2030-01-31T12:00:00+08:00\"}");
        assertThat(chosen.json().at("/data/plan/name").asText()).isEqualTo(name);
        assertThat(chosen.json().at("/data/plan/expiresAt").asText()).isEqualTo("2030-01-31T04:00:00.000Z");
        assertThat(admin.delete(PLANS + "/" + name).code()).isEqualTo(40901);

        ApiClient.Answer replaced = admin.put(
                PLANS + "/" + name,
                "{\"perSecond\":1,\"perMinute\":2,\"perDay\":3,\"perMonth\":4,\"maxEndpoints\":7,"
                        + "\"reads\":{\"perSecond\":5,\"perMinute\":6,\"perDay\":7,\"perMonth\":8}}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().at("/data/reads/perMonth").asInt()).isEqualTo(8);
        assertThat(admin.get(PLANS + "/" + name).json().path("data"))
                .isEqualTo(replaced.json().path("data"));

        admin.put(owner + "/plan", "{\"plan\":\"free\"}");
        assertThat(admin.delete(PLANS + "/" + name).status()).isEqualTo(200);
        assertThat(admin.get(PLANS + "/" + name).code()).isEqualTo(40401);
        assertThat(admin.delete(PLANS + "/" + name).code()).isEqualTo(40401);
        assertThat(admin.put(PLANS + "/" + name, body).code()).isEqualTo(40401);
    }

    @Test
    void the_plans_that_come_with_the_product_stay() {
        JsonNode items = admin.get(PLANS + "?pageSize=100").json().at("/data/items");

        assertThat(items.findValuesAsText("name")).contains("free", "standard", "enterprise");
        assertThat(admin.get(PLANS + "/free").json().at("/data/perDay").asInt()).isEqualTo(1000);
        for (String name : List.of("free", "standard", "enterprise")) {
            assertThat(admin.delete(PLANS + "/" + name).code()).isEqualTo(40901);
        }
    }

    @Test
    void everything_that_is_wrong_with_a_plan_is_listed() {
        assertThat(details(admin.post(
                        PLANS,
                        "{\"name\":\"A b\",\"perSecond\":0,\"perMinute\":1.5,\"perDay\":\"1\",\"price\":1,"
                                + "\"maxEndpoints\":null,\"reads\":{\"perSecond\":1,\"perWeek\":1},\"batches\":7}")))
                .containsExactlyInAnyOrder(
                        "name",
                        "perSecond",
                        "perMinute",
                        "perDay",
                        "perMonth",
                        "price",
                        "maxEndpoints",
                        "reads.perMinute",
                        "reads.perDay",
                        "reads.perMonth",
                        "reads.perWeek",
                        "batches");
        assertThat(details(admin.put(
                        PLANS + "/free",
                        "{\"name\":\"cheap\",\"perSecond\":1,\"perMinute\":1,\"perDay\":1,\"perMonth\":1}")))
                .containsExactly("name");
        String owner = create(account()).header("Location") + "/plan";
        assertThat(details(admin.put(owner, "{\"plan\":\"no-such-plan\"}"))).containsExactly("plan");
        assertThat(details(admin.put(owner, "{\"plan\":\"free\",\"expiresAt\":\"+99999-01-01T00:00:00Z\"}")))
                .containsExactly("expiresAt");
        assertThat(details(admin.put(owner, "{\"expiresAt\":\"tomorrow\"}")))
                .containsExactlyInAnyOrder("plan", "expiresAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own_00000000000000000000000000", "own_x", "x", "rec_00000000000000000000000000"})
    void an_owner_that_there_is_not_is_not_found_by_any_route(String id) {
        assertThat(admin.get(OWNERS + "/" + id).code()).isEqualTo(40401);
        assertThat(admin.patch(OWNERS + "/" + id, "{\"name\":\"x\"}").code()).isEqualTo(40401);
        assertThat(admin.put(OWNERS + "/" + id + "/plan", "{\"plan\":\"free\"}").code())
                .isEqualTo(40401);
    }

    @Test
    void nobody_else_may() {
        OwnerClient owner = system.asOwner();
        OwnerClient nobody = new OwnerClient(system.baseUrl());
        List<Function<OwnerClient, ApiClient.Answer>> routes = List.of(
                client -> client.get(OWNERS),
                client -> client.post(OWNERS, owner(account(), PASSWORD)),
                client -> client.get(OWNERS + "/own_00000000000000000000000000"),
                client -> client.patch(OWNERS + "/own_00000000000000000000000000", "{}"),
                client -> client.put(OWNERS + "/own_00000000000000000000000000/plan", "{\"plan\":\"free\"}"),
                client -> client.get(PLANS),
                client -> client.post(PLANS, "{}"),
                client -> client.get(PLANS + "/free"),
                client -> client.put(PLANS + "/free", "{}"),
                client -> client.delete(PLANS + "/free"));

        for (Function<OwnerClient, ApiClient.Answer> route : routes) {
            assertThat(route.apply(owner).code()).isEqualTo(40301);
            assertThat(route.apply(owner).status()).isEqualTo(403);
            assertThat(route.apply(nobody).code()).isEqualTo(40101);
        }
    }

    @Test
    void more_passwords_than_can_wait_are_refused_with_a_word_on_when_to_come_again() {
        List<CompletableFuture<ApiClient.Answer>> answers = IntStream.range(0, 60)
                .mapToObj(i -> admin.postLater(OWNERS, owner(account(), PASSWORD)))
                .toList();

        List<ApiClient.Answer> all =
                answers.stream().map(CompletableFuture::join).toList();
        assertThat(all).allMatch(answer -> answer.status() == 201 || answer.status() == 503);
        assertThat(all)
                .filteredOn(answer -> answer.status() == 503)
                .isNotEmpty()
                .allSatisfy(answer -> {
                    assertThat(answer.code()).isEqualTo(50301);
                    assertThat(answer.header("Retry-After")).isNotEmpty();
                    assertThat(answer.json().path("outcome").asText()).isEqualTo("not_accepted");
                });
    }

    private ApiClient.Answer create(String account) {
        return admin.post(OWNERS, owner(account, PASSWORD));
    }

    private ApiClient.Answer login(String account, String password) {
        return new OwnerClient(system.baseUrl())
                .post("/api/v1/auth/login", "{\"account\":\"" + account + "\",\"password\":\"" + password + "\"}");
    }

    private static String owner(String account, String password) {
        return "{\"account\":\"" + account + "\",\"password\":\"" + password + "\",\"name\":\"Somebody\"}";
    }

    private static String account() {
        return UUID.randomUUID() + "@example.com";
    }

    private static List<String> details(ApiClient.Answer answer) {
        return answer.json().at("/details").findValuesAsText("field");
    }
}
