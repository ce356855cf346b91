package io.headrace.ingest.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.ingest.oidc.TokenPolicy.Expired;
import io.headrace.ingest.oidc.TokenPolicy.Genuine;
import io.headrace.ingest.oidc.TokenPolicy.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class TokenPolicyTest {
    private static final String ISSUER = "https://id.example.com/realms/one";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RsaJsonWebKey KEY = key("k1");
    private static final JsonWebKeySet KEYS = new JsonWebKeySet(KEY);

    private final TokenPolicy policy = new TokenPolicy(new Provider(ISSUER, "headrace", "email", false));

    @Test
    void a_good_token_says_who_it_is() {
        Person person = genuine(signed(claims -> {}));

        assertThat(person.issuer()).isEqualTo(ISSUER);
        assertThat(person.subject()).isEqualTo("subject-1");
        assertThat(person.account()).contains("ann@example.com");
        assertThat(person.name()).isEqualTo("Ann Lee");
    }

    @Test
    void it_must_be_for_us() {
        assertThat(judge(signed(claims -> claims.setAudience("other")))).isInstanceOf(Refused.class);
        assertThat(judge(signed(claims -> claims.unsetClaim("aud")))).isInstanceOf(Refused.class);
        assertThat(judge(signed(claims -> claims.setAudience("other", "headrace"))))
                .isInstanceOf(Genuine.class);
        assertThat(judge(signed(claims -> {
                    claims.setAudience("account");
                    claims.setStringClaim("azp", "headrace");
                })))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void it_must_be_of_the_issuer_exactly() {
        for (String other : List.of(ISSUER + "/", "https://id.example.com/realms/two", "")) {
            assertThat(judge(signed(claims -> claims.setIssuer(other)))).isInstanceOf(Refused.class);
        }
        assertThat(judge(signed(claims -> claims.unsetClaim("iss")))).isInstanceOf(Refused.class);
    }

    @Test
    void it_is_good_in_its_time_and_for_so_long_as_clocks_may_differ() {
        assertThat(judge(signed(claims -> expires(claims, -TokenPolicy.LEEWAY_SECONDS + 1))))
                .isInstanceOf(Genuine.class);
        assertThat(judge(signed(claims -> expires(claims, -TokenPolicy.LEEWAY_SECONDS - 1))))
                .isInstanceOf(Expired.class);
        assertThat(judge(signed(claims -> claims.setNotBefore(at(TokenPolicy.LEEWAY_SECONDS - 1)))))
                .isInstanceOf(Genuine.class);
        assertThat(judge(signed(claims -> claims.setNotBefore(at(TokenPolicy.LEEWAY_SECONDS + 1)))))
                .isInstanceOf(Refused.class);
        assertThat(judge(signed(claims -> claims.unsetClaim("exp")))).isInstanceOf(Refused.class);
        assertThat(judge(signed(claims -> claims.unsetClaim("sub")))).isInstanceOf(Refused.class);
    }

    @Test
    void an_expired_token_of_somebody_else_is_not_told_that_it_has_expired() {
        assertThat(judge(signed(claims -> {
                    expires(claims, -3600);
                    claims.setAudience("other");
                })))
                .isInstanceOf(Refused.class);
    }

    @Test
    void one_that_was_changed_or_signed_by_another_key_is_refused() throws JoseException {
        String token = signed(claims -> {});
        String[] parts = token.split("\\.");
        String other = signed(claims -> claims.setSubject("somebody else"));

        assertThat(judge(parts[0] + "." + other.split("\\.")[1] + "." + parts[2]))
                .isInstanceOf(Refused.class);
        assertThat(judge(signature(key("k1"), claims(), AlgorithmIdentifiers.RSA_USING_SHA256)
                        .getCompactSerialization()))
                .isInstanceOf(Refused.class);
        assertThat(judge(signature(key("k2"), claims(), AlgorithmIdentifiers.RSA_USING_SHA256)
                        .getCompactSerialization()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void one_without_a_signature_is_refused() {
        String claims = claims().toJson();

        for (String header : List.of("{\"alg\":\"none\"}", "{\"alg\":\"none\",\"kid\":\"k1\"}", "{\"alg\":\"NONE\"}")) {
            assertThat(judge(base64(header) + "." + base64(claims) + ".")).isInstanceOf(Refused.class);
            assertThat(judge(base64(header) + "." + base64(claims) + ".AAAA")).isInstanceOf(Refused.class);
        }
    }

    @Test
    void one_that_was_signed_with_the_public_key_as_a_secret_is_refused() throws JoseException {
        for (byte[] secret :
                List.of(KEY.getRsaPublicKey().getEncoded(), KEY.toJson().getBytes(StandardCharsets.UTF_8))) {
            JsonWebSignature forged = new JsonWebSignature();
            forged.setPayload(claims().toJson());
            forged.setKey(new HmacKey(secret));
            forged.setKeyIdHeaderValue("k1");
            forged.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);

            assertThat(judge(forged.getCompactSerialization())).isInstanceOf(Refused.class);
        }
    }

    @Test
    void one_that_is_no_access_token_is_refused() {
        assertThat(judge(signed(claims -> claims.setStringClaim("typ", "ID")))).isInstanceOf(Refused.class);
        assertThat(judge(signed(claims -> claims.setStringClaim("typ", "Bearer"))))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void only_a_verified_address_is_vouched_for() {
        assertThat(account(claims -> claims.setClaim("email_verified", false))).isEmpty();
        assertThat(account(claims -> claims.unsetClaim("email_verified"))).isEmpty();
        assertThat(account(claims -> claims.setClaim("email_verified", "true"))).contains("ann@example.com");
        assertThat(account(claims -> claims.unsetClaim("email"))).isEmpty();
        assertThat(account(claims -> claims.setClaim("email", List.of("ann@example.com"))))
                .isEmpty();
    }

    @Test
    void a_name_that_people_choose_is_never_somebody_elses_address() {
        TokenPolicy byName = new TokenPolicy(new Provider(ISSUER, "headrace", "preferred_username", false));

        assertThat(((Genuine) byName.judge(signed(claims -> claims.setClaim("preferred_username", "ann")), KEYS, NOW))
                        .person()
                        .account())
                .contains("ann");
        assertThat(((Genuine) byName.judge(
                                signed(claims -> claims.setClaim("preferred_username", "boss@example.com")), KEYS, NOW))
                        .person()
                        .account())
                .isEmpty();
    }

    private Optional<String> account(Consumer<JwtClaims> change) {
        return genuine(signed(change)).account();
    }

    private Person genuine(String token) {
        return ((Genuine) judge(token)).person();
    }

    private TokenPolicy.Verdict judge(String token) {
        return policy.judge(token, KEYS, NOW);
    }

    private static String signed(Consumer<JwtClaims> change) {
        JwtClaims claims = claims();
        change.accept(claims);
        try {
            return signature(KEY, claims, AlgorithmIdentifiers.RSA_USING_SHA256).getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject("subject-1");
        claims.setAudience("headrace");
        expires(claims, 300);
        claims.setClaim("email", "ann@example.com");
        claims.setClaim("email_verified", true);
        claims.setClaim("name", "Ann Lee");
        return claims;
    }

    private static JsonWebSignature signature(RsaJsonWebKey key, JwtClaims claims, String algorithm) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return signature;
    }

    private static void expires(JwtClaims claims, long inSeconds) {
        claims.setExpirationTime(at(inSeconds));
    }

    private static NumericDate at(long inSeconds) {
        return NumericDate.fromMilliseconds(NOW.plusSeconds(inSeconds).toEpochMilli());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
