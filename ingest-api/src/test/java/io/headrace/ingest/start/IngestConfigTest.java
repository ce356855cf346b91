package io.headrace.ingest.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestConfigTest {
    private static final String PEPPER = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    @Test
    void these_are_the_defaults() {
        IngestConfig config = config(Map.of());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:19092");
        assertThat(config.webhook().allowHttp()).isFalse();
        assertThat(config.instance()).contains("ingest-api");
        assertThat(config.secretKeys()).isEmpty();
        assertThat(config.keyPepper()).isEmpty();
        assertThat(config.bootstrapFile()).isEmpty();
        assertThat(config.admin().account()).isEmpty();
        assertThat(config.admin().password()).isEmpty();
        assertThat(config.oidc().issuer()).isEmpty();
        assertThat(config.oidc().audience()).isEmpty();
        assertThat(config.oidc().accountClaim()).isEqualTo("email");
        assertThat(config.oidc().createOwners()).isFalse();
        assertThat(config.session().lifetime()).isEqualTo(Duration.ofHours(12));
        assertThat(config.session().pruneEvery()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.login().failuresPerAccount()).isEqualTo(10);
        assertThat(config.login().failuresPerAddress()).isEqualTo(100);
        assertThat(config.login().window()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.publicUrl()).isEmpty();
        assertThat(config.token().signingPeriod()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void without_its_secrets_it_does_not_start_and_says_which() {
        assertThatThrownBy(() -> new Secrets(config(Map.of())))
                .hasMessageStartingWith("HEADRACE_SECRET_KEYS is not set");
        assertThatThrownBy(() -> secrets("k1:short", PEPPER)).hasMessageStartingWith("HEADRACE_SECRET_KEYS");
        assertThatThrownBy(() -> secrets(SecretSealer.newKey("k1"), " ")).hasMessageContaining("HEADRACE_KEY_PEPPER");
        assertThatThrownBy(() -> secrets(SecretSealer.newKey("k1"), "c2hvcnQ=")).hasMessageContaining("has 5 bytes");
        assertThatThrownBy(() -> secrets(SecretSealer.newKey("k1"), "?")).hasMessageContaining("base64");
        assertThat(secrets(SecretSealer.newKey("k1"), PEPPER).pepper()).hasSize(32);
    }

    @Test
    void the_bootstrap_file_is_read() throws IOException {
        Path file = file(
                ApiKey.create(Environment.TEST).text(),
                ApiKey.create(Environment.LIVE).text());

        CredentialsFile credentials = CredentialsFile.read(file);

        assertThat(credentials.owner().account()).isEqualTo("owner@example.com");
        assertThat(credentials.endpoint()).isEqualTo("orders");
    }

    @Test
    void a_bad_bootstrap_file_is_one_clear_sentence_that_shows_no_secret() throws IOException {
        String live = ApiKey.create(Environment.LIVE).text();
        Path file = file(live, live);

        assertThatThrownBy(() -> CredentialsFile.read(file))
                .hasMessageContaining("testKey is not a test key")
                .hasMessageNotContaining(live);
        assertThatThrownBy(() -> CredentialsFile.read(folder.resolve("none"))).hasMessageContaining("no such file");
    }

    private Path file(String testKey, String liveKey) throws IOException {
        String json = """
                {"baseUrl":"http://localhost:8080","owner":{"account":"owner@example.com","password":"a"},
                 "admin":{"account":"admin@example.com","password":"b"},"endpoint":"orders",
                 "testKey":"%s","liveKey":"%s","signingSecret":"%s"}""".formatted(testKey, liveKey, SigningSecret.create());
        return Files.writeString(folder.resolve("credentials.json"), json);
    }

    private static Secrets secrets(String secretKeys, String pepper) {
        return new Secrets(config(Map.of("headrace.secret-keys", secretKeys, "headrace.key-pepper", pepper)));
    }

    private static IngestConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(IngestConfig.class)
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(IngestConfig.class);
    }
}
