package io.headrace.ingest.start;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Json;
import io.headrace.contracts.SigningSecret;
import io.headrace.store.endpoint.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The credentials that must exist, in the shape in which a local run hands them to its user. */
@JsonIgnoreProperties(ignoreUnknown = true)
record CredentialsFile(
        Account owner, Account admin, String endpoint, String testKey, String liveKey, String signingSecret) {

    /** Who logs in with what. */
    record Account(String account, String password) {}

    CredentialsFile {
        require(owner != null && admin != null, "owner and admin are needed");
        require(endpoint != null && Slug.isOne(endpoint), "endpoint must be a slug");
        require(isKey(testKey, Environment.TEST), "testKey is not a test key");
        require(isKey(liveKey, Environment.LIVE), "liveKey is not a live key");
        require(signingSecret != null && SigningSecret.bytes(signingSecret).length > 0, "signingSecret is needed");
    }

    /** @throws IllegalStateException says what is wrong with the file, and shows nothing of what is in it */
    static CredentialsFile read(Path file) {
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), CredentialsFile.class);
        } catch (IOException | IllegalArgumentException e) {
            Throwable reason = e.getCause() instanceof IllegalArgumentException cause ? cause : e;
            String words = reason instanceof IllegalArgumentException ? reason.getMessage() : "no such file or no JSON";
            throw new IllegalStateException("HEADRACE_BOOTSTRAP_FILE " + file + " cannot be used: " + words);
        }
    }

    private static boolean isKey(String text, Environment environment) {
        return text != null
                && ApiKey.parse(text)
                        .filter(key -> key.environment() == environment)
                        .isPresent();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
