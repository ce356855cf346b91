package io.headrace.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.Callback;
import io.headrace.contracts.Origin;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.TargetHeaderPolicy;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.ProblemException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the head of a write asks for. */
class WriteHeadTest {
    private static final String URL = "https://example.com/hook";

    @Test
    void if_match_is_one_strong_version() {
        assertThat(IfMatch.parse(null)).isNull();
        assertThat(IfMatch.parse("\"7\"")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "7", "W/\"7\"", "\"x\"", "\"0\"", "\"-1\"", "\"1\", \"2\"", "\"9999999999999999999\""})
    void any_other_if_match_is_refused(String header) {
        assertThatThrownBy(() -> IfMatch.parse(header)).isInstanceOf(ProblemException.class);
    }

    @Test
    void an_idempotency_key_has_1_to_255_visible_ascii_characters() {
        assertThat(IdempotencyKey.parse(null)).isNull();
        assertThat(IdempotencyKey.parse("\"till-7/0001\"")).isEqualTo("\"till-7/0001\"");
        assertThat(IdempotencyKey.parse("x".repeat(255))).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\n", "é", "键"})
    void any_other_idempotency_key_is_refused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.parse(header)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> IdempotencyKey.parse("x".repeat(256))).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=5                        | 5",
                "respond-async, wait=3         | 3",
                "respond-async; wait = \"3\"   | 3",
                "WAIT=0                        | 0",
                "wait=99                       | 10"
            })
    void a_wish_to_wait_is_read_and_capped(String prefer, int seconds) {
        assertThat(WaitPreference.parse(prefer)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=-1", "wait=x", "await=5", "wait=5s", "wait=99999999999"})
    void what_is_no_wish_to_wait_is_ignored(String prefer) {
        assertThat(WaitPreference.parse(prefer)).isEmpty();
        assertThat(WaitPreference.parse(null)).isEmpty();
    }

    @Test
    void a_callback_is_allowed() {
        assertThat(new CallbackRequest(null, null, null).flaws(false, Origin.API))
                .isEmpty();
        assertThat(new CallbackRequest(URL, null, null).flaws(false, Origin.API))
                .isEmpty();
        assertThat(new CallbackRequest(URL, "X-Key", "Bearer a\tb").flaws(false, Origin.API))
                .isEmpty();
        assertThat(new CallbackRequest("http://example.com/", null, null).flaws(true, Origin.API))
                .isEmpty();
    }

    @Test
    void each_wrong_header_is_named() {
        assertThat(new CallbackRequest("http://example.com/", "Host", "é").flaws(false, Origin.API))
                .extracting(Detail::field)
                .containsExactly("X-Webhook-Callback", "X-Webhook-Auth-Header", "X-Webhook-Auth");
        assertThat(new CallbackRequest(null, null, "x").flaws(false, Origin.API))
                .extracting(Detail::field)
                .containsExactly("X-Webhook-Callback");
        assertThat(new CallbackRequest(URL, "X-Key", null).flaws(false, Origin.API))
                .extracting(Detail::field)
                .containsExactly("X-Webhook-Auth");
    }

    @Test
    void the_console_asks_for_no_callback() {
        assertThat(new CallbackRequest(URL, null, null).flaws(false, Origin.CONSOLE))
                .extracting(Detail::field)
                .containsExactly("X-Webhook-Callback");
        assertThat(new CallbackRequest(null, null, null).flaws(false, Origin.CONSOLE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Content-Type",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Connection",
                "Keep-Alive",
                "Upgrade",
                "Expect",
                "Proxy-Authorization",
                "Forwarded",
                "X-Forwarded-For",
                "Via",
                "Cookie",
                "Date",
                "User-Agent",
                "webhook-id",
                "WEBHOOK-Signature",
                "",
                "a b",
                "a:b",
                "é"
            })
    void these_names_are_not_the_callers_to_set(String name) {
        assertThat(TargetHeaderPolicy.allowsName(name)).isFalse();
    }

    @Test
    void a_value_has_4096_characters_at_most() {
        assertThat(TargetHeaderPolicy.allowsValue("x".repeat(4_096))).isTrue();
        assertThat(TargetHeaderPolicy.allowsValue("x".repeat(4_097))).isFalse();
        assertThat(TargetHeaderPolicy.allowsValue("")).isFalse();
        assertThat(TargetHeaderPolicy.allowsValue("a\nb")).isFalse();
    }

    @Test
    void the_secret_is_sealed_for_its_operation_and_never_printed() {
        SecretSealer sealer = SecretSealer.of(SecretSealer.newKey("k1"));
        UUID operationId = UUID.randomUUID();
        CallbackRequest request = new CallbackRequest(URL, null, "s3cret");

        Callback callback = request.seal(sealer, operationId);

        assertThat(callback.authHeader()).isEqualTo("Authorization");
        assertThat(callback.sealedAuth()).doesNotContain("s3cret");
        assertThat(sealer.open(callback.sealedAuth(), Callback.authContext(operationId)))
                .isEqualTo("s3cret");
        assertThat(request.toString()).doesNotContain("s3cret");
    }

    @Test
    void without_a_secret_there_is_no_header() {
        SecretSealer sealer = SecretSealer.of(SecretSealer.newKey("k1"));
        assertThat(new CallbackRequest(URL, null, null).seal(sealer, UUID.randomUUID()))
                .isEqualTo(new Callback(URL, null, null));
        assertThat(new CallbackRequest(null, null, null).seal(sealer, UUID.randomUUID()))
                .isNull();
    }

    @Test
    void a_trace_context_goes_through_only_in_its_form() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertThat(TraceParent.parse(trace)).isEqualTo(trace);
        assertThat(TraceParent.parse("00-x")).isNull();
    }
}
