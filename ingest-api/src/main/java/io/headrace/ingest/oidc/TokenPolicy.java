package io.headrace.ingest.oidc;

import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/** Decides whether a token is the provider's, for us, and good now; and who it says it is. */
final class TokenPolicy {
    /** By how much the provider's clock may differ from ours. */
    static final int LEEWAY_SECONDS = 30;
    /** Keys that verify and cannot sign: never {@code none}, and nothing that a shared secret could have made. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private final Provider provider;

    TokenPolicy(Provider provider) {
        this.provider = provider;
    }

    /** What a token turned out to be. */
    sealed interface Verdict {}

    record Genuine(Person person) implements Verdict {}

    /** The provider's, but its time is over. */
    record Expired() implements Verdict {}

    record Refused() implements Verdict {}

    Verdict judge(String token, JsonWebKeySet keys, Instant now) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                    .setExpectedIssuer(provider.issuer())
                    .setSkipDefaultAudienceValidation()
                    .registerValidator(this::misdirected)
                    .registerValidator(TokenPolicy::ofAnotherKind)
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                    .build()
                    .processToClaims(token);
            return new Genuine(person(claims));
        } catch (InvalidJwtException e) {
            return onlyExpired(e) ? new Expired() : new Refused();
        } catch (MalformedClaimException e) {
            return new Refused();
        }
    }

    /** For us, as its audience or as the client that it was issued to. */
    private ErrorCodeValidator.@Nullable Error misdirected(JwtContext context) throws MalformedClaimException {
        JwtClaims claims = context.getJwtClaims();
        boolean forUs = claims.hasAudience() && claims.getAudience().contains(provider.audience())
                || provider.audience().equals(claims.getClaimValue("azp"));
        return forUs ? null : new ErrorCodeValidator.Error(ErrorCodes.AUDIENCE_INVALID, "for somebody else");
    }

    /** Providers sign more than access tokens with the same keys; some say which it is. */
    private static ErrorCodeValidator.@Nullable Error ofAnotherKind(JwtContext context) {
        Object kind = context.getJwtClaims().getClaimValue("typ");
        boolean access = kind == null || "Bearer".equalsIgnoreCase(kind.toString());
        return access ? null : new ErrorCodeValidator.Error(ErrorCodes.TYPE_INVALID, "no access token");
    }

    private static boolean onlyExpired(InvalidJwtException e) {
        return e.hasExpired()
                && e.getErrorDetails().stream()
                        .map(ErrorCodeValidator.Error::getErrorCode)
                        .allMatch(code -> code == ErrorCodes.EXPIRED);
    }

    private Person person(JwtClaims claims) throws MalformedClaimException {
        Object account = claims.getClaimValue(provider.accountClaim());
        String name = claims.getClaimValue("name") instanceof String text ? text : "";
        return new Person(
                claims.getIssuer(),
                claims.getSubject(),
                Optional.ofNullable(account)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(text -> isVouchedFor(text, claims)),
                name);
    }

    /** People may write any address into a claim, their name at the provider too; only a verified one is theirs. */
    private static boolean isVouchedFor(String account, JwtClaims claims) {
        return account.indexOf('@') < 0
                || account.equals(claims.getClaimValue("email"))
                        && "true".equals(String.valueOf(claims.getClaimValue("email_verified")));
    }
}
