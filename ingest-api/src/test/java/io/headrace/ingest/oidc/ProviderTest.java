package io.headrace.ingest.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.ingest.start.IngestConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
    private record Config(Optional<String> issuer, Optional<String> audience, String accountClaim, boolean createOwners)
            implements IngestConfig.Oidc {}

    @Test
    void without_an_issuer_there_is_none() {
        assertThat(provider(null, "headrace")).isEmpty();
        assertThat(provider(" ", null)).isEmpty();
    }

    @Test
    void an_issuer_needs_an_audience() {
        assertThatThrownBy(() -> provider("https://id.example.com", null))
                .hasMessageContaining("HEADRACE_OIDC_AUDIENCE");
        assertThat(provider("https://id.example.com", "headrace")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://id.example.com", "id.example.com", "ftp://id.example.com", "https://", "not a url"})
    void keys_do_not_come_in_the_clear(String issuer) {
        assertThatThrownBy(() -> provider(issuer, "headrace")).hasMessageContaining("https");
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.example.com/realms/one, https://id.example.com/realms/one/.well-known/openid-configuration",
        "https://id.example.com/o/headrace/, https://id.example.com/o/headrace/.well-known/openid-configuration",
        "http://127.0.0.1:8080/realms/one, http://127.0.0.1:8080/realms/one/.well-known/openid-configuration",
    })
    void the_document_is_below_the_issuer(String issuer, String url) {
        assertThat(provider(issuer, "headrace").orElseThrow().discoveryUrl()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c.d", "tm_session_abc", "e30.bm8.x", "W10.e30.x", "%.%.%"})
    void what_has_not_the_form_of_a_token_is_none(String text) {
        assertThat(ProviderToken.read(text)).isEmpty();
    }

    @Test
    void a_token_says_who_issued_it_and_with_which_key() {
        ProviderToken token = ProviderToken.read("eyJraWQiOiJrMSJ9.eyJpc3MiOiJodHRwczovL2EifQ.AAAA")
                .orElseThrow();

        assertThat(token.keyId()).isEqualTo("k1");
        assertThat(token.issuer()).isEqualTo("https://a");
        assertThat(token.toString()).doesNotContain("AAAA");
        assertThat(ProviderToken.read("e30.e30.AAAA").orElseThrow().keyId()).isNull();
    }

    private static Optional<Provider> provider(String issuer, String audience) {
        return Provider.of(new Config(Optional.ofNullable(issuer), Optional.ofNullable(audience), "email", false));
    }
}
