package io.headrace.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeySecret;
import io.headrace.store.owner.KeyView;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {
    private static final byte[] PEPPER = new byte[32];
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final UUID OWNER = UUID.randomUUID();
    private static final UUID ENDPOINT = UUID.randomUUID();
    private final ApiKey key = ApiKey.create(Environment.LIVE);
    private final ApiKey rotated = ApiKey.rotated(Environment.LIVE, key.id());

    @Test
    void the_right_secret_opens_whether_the_key_came_whole_or_in_two_parts() {
        KeyView stored = stored(true, null);
        PresentedKey parts = PresentedKey.of(key.id(), key.secret()).orElseThrow();

        assertThat(version(PresentedKey.of(key), stored, NOW)).hasValue(1);
        assertThat(version(parts, stored, NOW)).hasValue(1);
    }

    @Test
    void a_wrong_secret_opens_nothing_even_when_the_key_is_expired_and_inactive() {
        PresentedKey guess = new PresentedKey(key.id(), rotated.secret(), Environment.LIVE);

        assertThat(version(guess, stored(false, NOW), NOW)).isEmpty();
    }

    @Test
    void the_prefix_cannot_be_exchanged() {
        PresentedKey other = new PresentedKey(key.id(), key.secret(), Environment.TEST);

        assertThat(version(other, stored(true, null), NOW)).isEmpty();
    }

    @Test
    void after_a_rotation_both_secrets_open_until_the_grace_is_over() {
        Instant end = NOW.plusSeconds(60);
        KeyView stored = rotatedAway(end);

        assertThat(version(PresentedKey.of(rotated), stored, NOW)).hasValue(2);
        assertThat(version(PresentedKey.of(key), stored, NOW)).hasValue(1);
        assertThat(version(PresentedKey.of(key), stored, end.minusNanos(1))).hasValue(1);
        assertThat(version(PresentedKey.of(key), stored, end)).isEmpty();
        assertThat(version(PresentedKey.of(rotated), stored, end)).hasValue(2);
    }

    @Test
    void a_token_is_good_as_long_as_the_secret_that_it_was_got_with() {
        Instant end = NOW.plusSeconds(60);
        KeyView stored = rotatedAway(end);

        assertThat(AccessPolicy.judgeToken(token(2), stored, end)).isEmpty();
        assertThat(AccessPolicy.judgeToken(token(1), stored, end.minusNanos(1))).isEmpty();
        assertThat(AccessPolicy.judgeToken(token(1), stored, end)).contains(ErrorCode.CREDENTIAL_EXPIRED);
        assertThat(AccessPolicy.judgeToken(token(0), stored, NOW)).contains(ErrorCode.CREDENTIAL_EXPIRED);
    }

    @Test
    void a_token_is_no_better_than_its_key() {
        assertThat(AccessPolicy.judgeToken(token(1), stored(false, null), NOW)).contains(ErrorCode.CREDENTIAL_INACTIVE);
        assertThat(AccessPolicy.judgeToken(token(1), stored(true, NOW), NOW)).contains(ErrorCode.CREDENTIAL_EXPIRED);
    }

    @Test
    void a_key_that_is_active_and_not_expired_may_be_used() {
        assertThat(AccessPolicy.judgeKey(stored(true, null), NOW)).isEmpty();
        assertThat(AccessPolicy.judgeKey(stored(true, NOW.plusNanos(1)), NOW)).isEmpty();
    }

    @Test
    void expired_and_deactivated_are_told_apart() {
        assertThat(AccessPolicy.judgeKey(stored(true, NOW), NOW)).contains(ErrorCode.CREDENTIAL_EXPIRED);
        assertThat(AccessPolicy.judgeKey(stored(false, null), NOW)).contains(ErrorCode.CREDENTIAL_INACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"READ,READ,true", "READ,READ_WRITE,false", "READ_WRITE,READ_WRITE,true", "ADMIN,READ_WRITE,true"})
    void a_scope_includes_the_smaller_ones(KeyScope has, KeyScope needed, boolean opens) {
        assertThat(AccessPolicy.judgeUse(keyWith(has), endpoint(OWNER, true), "orders", needed)
                        .isEmpty())
                .isEqualTo(opens);
    }

    @ParameterizedTest
    @CsvSource({"READ,ADMIN,READ", "ADMIN,READ,READ", "READ_WRITE,READ_WRITE,READ_WRITE"})
    void a_token_has_the_narrower_scope(KeyScope ofKey, KeyScope ofToken, KeyScope both) {
        assertThat(keyWith(ofKey).narrowedTo(ofToken).scope()).isEqualTo(both);
    }

    @Test
    void another_slug_and_another_owner_are_not_there() {
        KeyView reader = keyWith(KeyScope.READ);
        assertThat(AccessPolicy.judgeUse(reader, endpoint(OWNER, true), "other", KeyScope.READ_WRITE))
                .contains(ErrorCode.NOT_FOUND);
        assertThat(AccessPolicy.judgeUse(reader, endpoint(UUID.randomUUID(), true), "orders", KeyScope.READ))
                .contains(ErrorCode.NOT_FOUND);
    }

    @Test
    void an_endpoint_that_is_not_active_is_closed_for_all() {
        assertThat(AccessPolicy.judgeUse(keyWith(KeyScope.ADMIN), endpoint(OWNER, false), "orders", KeyScope.READ))
                .contains(ErrorCode.ENDPOINT_INACTIVE);
    }

    private static OptionalInt version(PresentedKey presented, KeyView stored, Instant now) {
        return AccessPolicy.secretVersion(presented, stored, PEPPER, now);
    }

    private AccessToken token(int secretVersion) {
        return new AccessToken(
                key.id(), Environment.LIVE, KeyScope.READ, secretVersion, NOW, NOW.plus(TokenPlanner.LIFETIME));
    }

    private KeyView stored(boolean active, @Nullable Instant expiresAt) {
        return view(KeyScope.READ, KeySecret.first(key.hash(PEPPER)), active, expiresAt);
    }

    private KeyView rotatedAway(Instant graceEnd) {
        KeySecret secret = new KeySecret(2, rotated.hash(PEPPER), key.hash(PEPPER), graceEnd);
        return view(KeyScope.READ, secret, true, null);
    }

    private KeyView keyWith(KeyScope scope) {
        return view(scope, KeySecret.first(key.hash(PEPPER)), true, null);
    }

    private KeyView view(KeyScope scope, KeySecret secret, boolean active, @Nullable Instant expiresAt) {
        return new KeyView(key.id(), OWNER, ENDPOINT, Environment.LIVE, scope, secret, active, expiresAt);
    }

    private static EndpointView endpoint(UUID owner, boolean active) {
        return new EndpointView(ENDPOINT, owner, "orders", "{}", 1, active);
    }
}
