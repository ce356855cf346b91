package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.backends.FreePorts;
import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Callback;
import io.headrace.contracts.Environment;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import io.headrace.local.Distribution;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators have done from the command line: the real program, beside the running system. */
class OperatorCommandTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    /** Of its own: what other tests leave behind is not always sealed. */
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("operator-commands", config -> config);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    /** What a command printed, and how it ended. */
    private record Result(int exitCode, String output) {
        String password() {
            return output.lines()
                    .filter(line -> line.startsWith("password: "))
                    .map(line -> line.substring("password: ".length()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** Endpoints that other tests have put into the table by hand have no real secret. */
    @BeforeEach
    void forgetWhatWasNeverSealed() {
        system.execute("UPDATE endpoint SET signing_secret = '' WHERE signing_secret NOT LIKE 'k1.%'");
    }

    @Test
    void an_administrator_is_added_and_the_password_is_shown_once() throws Exception {
        String account = UUID.randomUUID() + "@Example.com";

        Result result = run("", "create-admin", "--account", account);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.password()).hasSize(24);
        OwnerClient admin = OwnerClient.login(system.baseUrl(), account, result.password());
        assertThat(admin.get("/api/v1/owners").status()).isEqualTo(200);
        Result again = run("", "create-admin", "--account", account);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).contains("already").doesNotContain("password:");
        OwnerClient.login(system.baseUrl(), account, result.password());
    }

    @Test
    void a_password_comes_from_standard_input_and_is_not_shown() throws Exception {
        String account = "admin " + UUID.randomUUID();

        Result result = run("my own password\n", "create-admin", "--account", account, "--password-stdin");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).doesNotContain("my own password").doesNotContain("password:");
        OwnerClient.login(system.baseUrl(), account, "my own password");
        Result tooShort = run("short\n", "create-admin", "--account", account + "2", "--password-stdin");
        assertThat(tooShort.exitCode()).isEqualTo(1);
        assertThat(tooShort.output()).contains("10 to 72 bytes").doesNotContain("short\n");
    }

    @Test
    void a_password_is_reset_and_the_sessions_end() throws Exception {
        String account = UUID.randomUUID() + "@example.com";
        Result created = run("", "create-admin", "--account", account);
        OwnerClient session = OwnerClient.login(system.baseUrl(), account, created.password());

        Result reset = run("", "reset-password", "--account", account.toUpperCase());

        assertThat(reset.exitCode()).as(reset.output()).isZero();
        assertThat(session.get("/api/v1/me").code()).isEqualTo(40101);
        OwnerClient.login(system.baseUrl(), account, reset.password());
        Result nobody = run("", "reset-password", "--account", "nobody " + UUID.randomUUID());
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.output()).contains("no account");
    }

    @Test
    void what_is_sealed_is_sealed_again_with_the_new_key_and_opens_without_the_old_one() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String secret = "Bearer " + UUID.randomUUID();
            system.live().post(ORDER, "X-Webhook-Callback", receiver.url("/sealed"), "X-Webhook-Auth", secret);
            await().atMost(Duration.ofSeconds(60)).until(() -> receiver.count() == 1);
            String old = system.local().secrets().secretKeys();
            String added = SecretSealer.newKey("k2");

            Result rotated = run(keys(added + "," + old), "", "rotate-secrets");

            assertThat(rotated.exitCode()).as(rotated.output()).isZero();
            List<String> opened = openAll(SecretSealer.of(added));
            assertThat(opened).contains(secret, system.signingSecret());
            Result again = run(keys(added + "," + old), "", "rotate-secrets");
            assertThat(again.exitCode()).isZero();
            assertThat(again.output().lines().filter(line -> line.contains(" sealed with ")))
                    .isNotEmpty()
                    .allMatch(line -> line.contains(": 0 sealed with k2"));
            Result withoutOld = run(keys(SecretSealer.newKey("k3")), "", "rotate-secrets");
            assertThat(withoutOld.exitCode()).isEqualTo(1);
            assertThat(withoutOld.output()).contains("keep the other keys");
            assertThat(openAll(SecretSealer.of(added))).isEqualTo(opened);

            // And back, because the running services know the first key only.
            assertThat(run(keys(old + "," + added), "", "rotate-secrets").exitCode())
                    .isZero();
            assertThat(openAll(SecretSealer.of(old))).isEqualTo(opened);
            system.live().post(ORDER, "X-Webhook-Callback", receiver.url("/again"), "X-Webhook-Auth", secret);
            await().atMost(Duration.ofSeconds(60)).until(() -> receiver.count() == 2);
            assertThat(receiver.at("/again").get(0).header("Authorization")).isEqualTo(secret);
        }
    }

    @Test
    void every_sealed_column_is_rotated() throws Exception {
        List<String> columns = new ArrayList<>();
        system.query("""
                        SELECT c.table_name || '.' || c.column_name AS name
                        FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name
                        WHERE c.table_schema = 'public' AND NOT t.relispartition AND t.relkind IN ('r', 'p')
                          AND (c.column_name LIKE '%sealed%' OR col_description(t.oid, c.ordinal_position) LIKE '%sealed%')""").forEach(row -> columns.add(row.get("name").toString()));

        Result result = run(keys(system.local().secrets().secretKeys()), "", "rotate-secrets");

        assertThat(columns).contains("endpoint.signing_secret", "delivery.sealed_auth", "signing_key.sealed_key");
        assertThat(columns).allSatisfy(column -> assertThat(result.output()).contains(column + ":"));
    }

    @Test
    void a_pepper_is_replaced_while_keys_go_on_working() throws Exception {
        String old = system.local().secrets().keyPepper();
        String added =
                Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        ApiKey used = key();
        ApiKey unused = key();
        assertThat(run("", "rotate-pepper").output()).contains("put a new one in front");
        int port = FreePorts.next();
        SupervisedProcess instance = system.local()
                .addInstance(
                        Service.INGEST_API,
                        "ingest-api-pepper",
                        port,
                        Map.of("HEADRACE_KEY_PEPPER", added + "," + old));
        try {
            await("instance").atMost(Duration.ofSeconds(180)).until(instance::answers);

            assertThat(new ApiClient("http://localhost:" + port, used.text())
                            .post(ORDER)
                            .status())
                    .isEqualTo(202);

            Map<String, String> both = Map.of("HEADRACE_KEY_PEPPER", added + "," + old);
            await("the key is moved").atMost(Duration.ofSeconds(60)).until(() -> isHashedWith(used, added));
            assertThat(new ApiClient("http://localhost:" + port, used.text())
                            .post(ORDER)
                            .status())
                    .isEqualTo(202);
            Result left = run(both, "", "rotate-pepper");
            assertThat(left.exitCode()).isEqualTo(1);
            assertThat(left.output()).contains(unused.id()).doesNotContain(used.id());
            assertThat(isHashedWith(unused, old)).isTrue();
        } finally {
            instance.stop();
            system.execute("DELETE FROM api_key WHERE id IN ('" + used.id() + "', '" + unused.id() + "')");
        }
    }

    private ApiKey key() {
        ApiKey key = ApiKey.create(Environment.LIVE);
        byte[] pepper = Base64.getDecoder().decode(system.local().secrets().keyPepper());
        system.execute("""
                INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active, created_at)
                SELECT '%s', e.owner_id, e.id, 'live', 'read-write', 'pepper', '\\x%s', true, now()
                FROM endpoint e JOIN owner o ON o.id = e.owner_id WHERE e.slug = 'orders' AND o.account = '%s'""".formatted(
                        key.id(),
                        HexFormat.of().formatHex(key.hash(pepper)),
                        system.owner().account()));
        return key;
    }

    private boolean isHashedWith(ApiKey key, String pepper) {
        byte[] stored = (byte[]) system.query("SELECT secret_hash FROM api_key WHERE id = ?", key.id())
                .get(0)
                .get("secret_hash");
        return Arrays.equals(stored, key.hash(Base64.getDecoder().decode(pepper)));
    }

    @Test
    void what_is_no_command_is_said_and_help_lists_those_that_are() throws Exception {
        assertThat(run("", "help").output())
                .contains("create-admin", "reset-password", "rotate-secrets", "rotate-pepper");
        assertThat(run("", "help").exitCode()).isZero();
        for (String[] wrong : new String[][] {
            {"destroy"},
            {"create-admin"},
            {"create-admin", "--account"},
            {"create-admin", "--name", "x"},
            {"rotate-secrets", "--account", "x"},
        }) {
            assertThat(run("", wrong).exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
        }
        Result noDatabase = run(Map.of("HEADRACE_DATABASE_URL", ""), "", "create-admin", "--account", "x");
        assertThat(noDatabase.exitCode()).isEqualTo(1);
        assertThat(noDatabase.output()).contains("HEADRACE_DATABASE_URL is not set");
    }

    private List<String> openAll(SecretSealer sealer) {
        List<String> all = new ArrayList<>();
        system.query("SELECT id, signing_secret AS sealed FROM endpoint WHERE signing_secret <> '' ORDER BY id")
                .forEach(row -> all.add(sealer.open(
                        row.get("sealed").toString(), SigningSecret.endpointContext((UUID) row.get("id")))));
        system.query("SELECT event_id, sealed_auth AS sealed FROM delivery WHERE sealed_auth IS NOT NULL ORDER BY id")
                .forEach(row -> all.add(
                        sealer.open(row.get("sealed").toString(), Callback.authContext((UUID) row.get("event_id")))));
        return all;
    }

    private static Map<String, String> keys(String secretKeys) {
        return Map.of("HEADRACE_SECRET_KEYS", secretKeys);
    }

    private Result run(String input, String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), input, arguments);
    }

    private Result run(Map<String, String> variables, String input, String... arguments)
            throws IOException, InterruptedException {
        Path jar = Distribution.find().serviceJar(Service.INGEST_API);
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment());
        builder.environment().putAll(variables);
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("HEADRACE_DATABASE_URL", system.local().databaseUrl());
        environment.put("HEADRACE_DATABASE_USERNAME", system.local().database().username());
        environment.put("HEADRACE_DATABASE_PASSWORD", system.local().database().password());
        environment.put("HEADRACE_KEY_PEPPER", system.local().secrets().keyPepper());
        return environment;
    }
}
