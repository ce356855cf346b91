package io.headrace.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class TokenReaderTest {
    private static final String ISSUER = "https://api.example.com";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final SigningKey KEY = key();
    private static final AccessToken TOKEN =
            new AccessToken("abcdefgh", Environment.LIVE, KeyScope.READ_WRITE, 3, NOW, NOW.plus(TokenPlanner.LIFETIME));

    @Test
    void what_was_signed_is_read() {
        String text = TokenSigner.sign(TOKEN, KEY, ISSUER);

        assertThat(TokenReader.kid(text)).isEqualTo(KEY.kid());
        assertThat(read(text)).isEqualTo(new TokenReader.Genuine(TOKEN));
    }

    @Test
    void it_is_over_when_it_says_so() {
        String text = TokenSigner.sign(TOKEN, KEY, ISSUER);

        assertThat(TokenReader.read(text, KEY, ISSUER, TOKEN.expiresAt().minusSeconds(1)))
                .isInstanceOf(TokenReader.Genuine.class);
        assertThat(TokenReader.read(text, KEY, ISSUER, TOKEN.expiresAt())).isEqualTo(new TokenReader.Expired());
    }

    @Test
    void not_one_character_can_be_changed() {
        String text = TokenSigner.sign(TOKEN, KEY, ISSUER);
        String payload = text.split("\\.")[1];
        String wider = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8)
                .replace("read-write", "admin");
        String forged = text.replace(
                payload,
                Base64.getUrlEncoder().withoutPadding().encodeToString(wider.getBytes(StandardCharsets.UTF_8)));

        assertThat(forged).isNotEqualTo(text);
        assertThat(read(forged)).isEqualTo(new TokenReader.Unknown());
        assertThat(read(text.substring(0, text.lastIndexOf('.') + 1))).isEqualTo(new TokenReader.Unknown());
    }

    @Test
    void another_key_another_issuer_and_another_audience_are_unknown() {
        assertThat(read(TokenSigner.sign(TOKEN, key(), ISSUER))).isEqualTo(new TokenReader.Unknown());
        assertThat(read(TokenSigner.sign(TOKEN, KEY, "https://elsewhere.example")))
                .isEqualTo(new TokenReader.Unknown());
        assertThat(read(signed(claims -> claims.setAudience("https://elsewhere.example"), jws -> {})))
                .isEqualTo(new TokenReader.Unknown());
    }

    @Test
    void the_algorithm_is_ours_to_say() {
        assertThat(read(signed(claims -> {}, jws -> {}))).isInstanceOf(TokenReader.Genuine.class);
        assertThat(read(signed(claims -> {}, TokenReaderTest::unsigned))).isEqualTo(new TokenReader.Unknown());
        assertThat(read(signed(claims -> {}, TokenReaderTest::signedWithThePublicKey)))
                .isEqualTo(new TokenReader.Unknown());
        assertThat(read(signed(claims -> {}, jws -> jws.setHeader("typ", "JWT"))))
                .isEqualTo(new TokenReader.Unknown());
    }

    @Test
    void a_token_must_say_everything() {
        for (String claim : List.of("iss", "aud", "sub", "iat", "exp", "scope", "env", "ver")) {
            assertThat(read(signed(claims -> claims.unsetClaim(claim), jws -> {})))
                    .as(claim)
                    .isEqualTo(new TokenReader.Unknown());
        }
        assertThat(read(signed(claims -> claims.setStringClaim("scope", "everything"), jws -> {})))
                .isEqualTo(new TokenReader.Unknown());
    }

    @Test
    void nonsense_is_unknown() {
        for (String text : List.of("a.b.c", "..", "e30.e30.", "")) {
            assertThat(TokenReader.kid(text)).as(text).isNull();
            assertThat(read(text)).as(text).isEqualTo(new TokenReader.Unknown());
        }
    }

    @Test
    void what_is_published_has_no_private_half() {
        String published = new SigningKeyRing(List.of(KEY)).publicJson(NOW);

        assertThat(published).contains(KEY.kid()).contains("\"alg\":\"ES256\"").contains("\"use\":\"sig\"");
        assertThat(published).doesNotContain("\"d\":");
        assertThat(KEY.privateJson()).contains("\"d\":");
        assertThat(KEY.toString()).doesNotContain(KEY.privateJson());
    }

    private static TokenReader.Reading read(String text) {
        return TokenReader.read(text, KEY, ISSUER, NOW);
    }

    private static SigningKey key() {
        return SigningKey.create(new SigningTerm(NOW, NOW.plusSeconds(60), NOW.plusSeconds(4_000)));
    }

    /** A token of ours, but for these changes. */
    private static String signed(Consumer<JwtClaims> claims, Consumer<JsonWebSignature> change) {
        JwtClaims all = new JwtClaims();
        all.setIssuer(ISSUER);
        all.setAudience(ISSUER);
        all.setSubject(TOKEN.keyId());
        all.setIssuedAt(NumericDate.fromSeconds(NOW.getEpochSecond()));
        all.setExpirationTime(NumericDate.fromSeconds(TOKEN.expiresAt().getEpochSecond()));
        all.setStringClaim("scope", "admin");
        all.setStringClaim("env", "live");
        all.setClaim("ver", 3);
        claims.accept(all);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", "at+jwt");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(KEY.kid());
        jws.setKey(KEY.pair().getPrivateKey());
        jws.setPayload(all.toJson());
        change.accept(jws);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unsigned(JsonWebSignature jws) {
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        jws.setKey(null);
    }

    /** What everybody knows, taken for a shared secret. */
    private static void signedWithThePublicKey(JsonWebSignature jws) {
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKey(new HmacKey(KEY.pair().toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8)));
    }
}
