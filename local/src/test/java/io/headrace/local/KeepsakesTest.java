package io.headrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headrace.contracts.ApiKey;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeepsakesTest {
    private static final String BASE_URL = "http://localhost:8080";

    @TempDir
    Path path;

    @Test
    void theFileHasTheContractsShapeAndIsForItsOwnersEyes() throws IOException {
        LocalFolder folder = new LocalFolder(path);

        Keepsakes.load(folder, BASE_URL);

        JsonNode file = new JsonMapper().readTree(Files.readAllBytes(folder.bootstrap()));
        assertThat(file.fieldNames())
                .toIterable()
                .containsExactly("baseUrl", "owner", "admin", "endpoint", "testKey", "liveKey", "signingSecret");
        assertThat(file.at("/baseUrl").textValue()).isEqualTo(BASE_URL);
        assertThat(file.at("/owner/account").textValue()).isEqualTo("owner@example.com");
        assertThat(file.at("/admin/account").textValue()).isEqualTo("admin@example.com");
        assertThat(file.at("/endpoint").textValue()).isEqualTo("orders");
        assertThat(ApiKey.parse(file.at("/testKey").textValue())).isPresent();
        assertThat(file.at("/liveKey").textValue()).startsWith("tm_live_");
        assertThat(SigningSecret.bytes(file.at("/signingSecret").textValue())).hasSize(32);
        for (Path secret : List.of(folder.bootstrap(), folder.secrets())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void laterStartsHaveTheSameSecretsAndCredentials() throws IOException {
        LocalFolder folder = new LocalFolder(path);
        Keepsakes first = Keepsakes.load(folder, BASE_URL);

        assertThat(Keepsakes.load(folder, BASE_URL)).isEqualTo(first);
    }

    @Test
    void atAnotherPortOnlyTheAddressDiffers() throws IOException {
        LocalFolder folder = new LocalFolder(path);
        Keepsakes first = Keepsakes.load(folder, BASE_URL);

        Credentials later = Keepsakes.load(folder, "http://localhost:9000").credentials();

        assertThat(later).isEqualTo(first.credentials().withBaseUrl("http://localhost:9000"));
    }

    @Test
    void freshOnesShareNothingWithTheOldOnes() throws IOException {
        LocalFolder folder = new LocalFolder(path);
        Files.createDirectories(folder.data());
        PrivateFile.write(folder.secrets(), Secrets.create());
        Keepsakes first = Keepsakes.load(folder, BASE_URL);

        folder.clear();

        assertThat(folder.data()).doesNotExist();
        Keepsakes second = Keepsakes.load(folder, BASE_URL);
        assertThat(second.credentials().testKey())
                .isNotEqualTo(first.credentials().testKey());
        assertThat(second.secrets()).isNotEqualTo(first.secrets());
    }

    @Test
    void dataWhoseSecretsAreGoneAreNotStartedOn() throws IOException {
        LocalFolder folder = new LocalFolder(path);
        Files.createDirectories(folder.data());

        assertThatThrownBy(() -> Keepsakes.load(folder, BASE_URL))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("-Dheadrace.fresh");
    }

    @Test
    void theSecretsHaveTheFormThatTheServicesTake() {
        Secrets secrets = Secrets.create();
        SecretSealer sealer = SecretSealer.of(secrets.secretKeys());
        assertThat(sealer.open(sealer.seal("water", "wheel"), "wheel")).isEqualTo("water");
        assertThat(Base64.getDecoder().decode(secrets.keyPepper())).hasSize(32);
        assertThat(secrets.toString()).doesNotContain(secrets.keyPepper());
    }

    @Test
    void oneFolderHasOneSupervisor() throws IOException {
        LocalFolder folder = new LocalFolder(path);
        FolderLock lock = FolderLock.take(folder);

        assertThatThrownBy(() -> FolderLock.take(folder))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("already runs on " + path);

        lock.close();
        FolderLock.take(folder).close();
    }
}
