package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EchoedSecretsTest {
    private static final int HEADERS = 20;
    private static final int LONGEST = 4_096;

    private final EchoedSecrets secrets =
            EchoedSecrets.of(Map.of("Authorization", "Bearer sesame-open-4711", "X-Team", "till"));

    @Test
    void anEchoedSecretIsRemovedWithOrWithoutItsScheme() {
        assertThat(secrets.removedFrom(
                        "{\"authorization\":\"Bearer sesame-open-4711\",\"token\":\"sesame-open-4711\"}"))
                .isEqualTo("{\"authorization\":\"Bearer [removed]\",\"token\":\"[removed]\"}");
    }

    @Test
    void everythingElseStaysByteForByte() {
        byte[] body = "工单 req-long-enough till application/json v1,c2lnbmF0dXJl \u0000\u00FF"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(secrets.removedFrom(body)).isEqualTo(body);
        assertThat(EchoedSecrets.of(Map.of()).removedFrom(body)).isSameAs(body);
    }

    @Test
    void aSecretThatHoldsAnotherIsRemovedWhole() {
        EchoedSecrets both = EchoedSecrets.of(Map.of("X-A", "sesame-open", "X-B", "sesame-open-twice"));

        assertThat(both.removedFrom("sesame-open-twice sesame-open")).isEqualTo("[removed] [removed]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q+5/k=\\\"8&<z",
                "\\u0071\\u002b5\\/k\\u003D\\\\\\\"8\\u0026\\u003cz",
                "\\\\u0071\\\\u002b5/k\\\\u003d\\\\\\\\\\\"8\\\\u0026\\\\u003cz",
                "q%2B5%2fk%3D%5C%228%26%3Cz",
                "q%252B5%252Fk%253D%255C%25228%2526%253Cz",
                "q&#43;5&#x2F;k&#x3d;\\\\&quot;8&amp;&lt;z",
            })
    void anEscapedSecretIsRemovedWhole(String echo) {
        EchoedSecrets escaped = EchoedSecrets.of(Map.of("Authorization", "Bearer q+5/k=\\\"8&<z"));

        assertThat(escaped.removedFrom("{\"a\":\"Bearer " + echo + "\",\"b\":1}"))
                .isEqualTo("{\"a\":\"Bearer [removed]\",\"b\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "Bearer "})
    void aSecretIsFoundInTheBase64OfWhateverItIsAPartOf(String before) {
        byte[] echoed = (before + "sesame-open-4711" + before).getBytes(StandardCharsets.UTF_8);

        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String kept = secrets.removedFrom("<" + encoder.encodeToString(echoed) + ">");

            assertThat(kept).contains("[removed]").hasSizeLessThan("<>[removed]".length() + 24);
        }
    }

    @Test
    void aPasswordThatWasSentInBase64IsRemovedDecodedToo() {
        EchoedSecrets basic = EchoedSecrets.of(Map.of("Authorization", "Basic dGlsbDpzZXNhbWUtb3Blbg=="));

        assertThat(basic.removedFrom("user till, password sesame-open, dGlsbDpzZXNhbWUtb3Blbg=="))
                .isEqualTo("user till, password [removed], [removed]");
    }

    @Test
    void aSecretOfShortWordsIsRemovedAsAWhole() {
        EchoedSecrets phrase = EchoedSecrets.of(Map.of("X-Phrase", "open the door"));

        assertThat(phrase.removedFrom("you said: open the door!")).isEqualTo("you said: [removed]!");
    }

    @Test
    void aSecretThatTheEndCutsInTwoIsRemoved() {
        assertThat(secrets.removedFrom("token=sesame-op")).isEqualTo("token=[removed]");
        assertThat(secrets.removedFrom("token=sesame\\u002dop")).isEqualTo("token=[removed]");
        byte[] body = ("sesame-open-4711".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(new String(secrets.removedFrom(body), StandardCharsets.UTF_8))
                .doesNotContain("sesame");
        byte[] late =
                ("x".repeat(EchoedSecrets.MAX_SEARCHED - 6) + "sesame-open-4711").getBytes(StandardCharsets.UTF_8);
        assertThat(new String(secrets.removedFrom(late), StandardCharsets.UTF_8))
                .endsWith("xxx[removed]");
    }

    @Test
    void aHeaderThatIsCutKeepsNoPartOfASecret() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Echo", "x".repeat(ResponseHeaders.MAX_BYTES_KEPT - 20) + "sesame-open-4711");

        assertThat(ResponseHeaders.of(headers, secrets)).doesNotContain("sesa").startsWith("X-Echo: xxx");
    }

    @Test
    void whatOnlyLooksLikeAnEscapeStays() {
        String text = "100% \\ \\u12 %zz &; &unknown; &#; &#x; &#99999999; \\u00zz & \\";

        assertThat(secrets.removedFrom(text)).isSameAs(text);
        assertThat(secrets.removedFrom(text + " sesame-open-4711 " + text)).isEqualTo(text + " [removed] " + text);
    }

    @Test
    void aSecretOfManyWordsIsOneSecret() {
        EchoedSecrets many = EchoedSecrets.of(Map.of("X-Phrase", "correct-horse battery-staple one two three"));

        assertThat(many.removedFrom("a correct-horse battery-staple one two three b, battery-staple"))
                .isEqualTo("a [removed] b, battery-staple");
    }

    @Test
    void manyLongSecretsAreFoundWithLittleWork() {
        Map<String, String> headers = new TreeMap<>();
        StringBuilder echo = new StringBuilder();
        Random random = new Random(4_711);
        for (int i = 0; i < HEADERS; i++) {
            byte[] secret = new byte[LONGEST * 3 / 4];
            random.nextBytes(secret);
            String value = Base64.getEncoder().encodeToString(secret);
            headers.put("X-" + i, i % 2 == 0 ? value : value.replace('A', ' '));
            echo.append(value, 0, 700).append('\n');
        }
        headers.put("Authorization", "Bearer sesame-open-4711");
        EchoedSecrets sought = EchoedSecrets.of(headers);

        assertThat(sought.removedFrom(echo + "sesame-open-4711 \\u0026")).endsWith("[removed] \\u0026");
        assertThat(sought.compared()).isLessThan(SecretFinder.MAX_COMPARED / 2);
    }

    @Test
    void anAnswerThatIsTooMuchWorkIsNotKeptAtAll() {
        Map<String, String> headers = new TreeMap<>();
        for (int i = 0; i < HEADERS; i++) {
            headers.put("X-" + i, "a".repeat(LONGEST - 1 - i) + "b");
        }
        EchoedSecrets sought = EchoedSecrets.of(headers);

        assertThat(sought.removedFrom("a".repeat(EchoedSecrets.MAX_SEARCHED).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("[removed]".getBytes(StandardCharsets.UTF_8));
        assertThat(sought.removedFrom("whatever follows")).isEqualTo("[removed]");
        assertThat(sought.compared()).isLessThan(SecretFinder.MAX_COMPARED + EchoedSecrets.MAX_SOUGHT + 2);
    }
}
