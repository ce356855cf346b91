package io.headrace.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {
    private static final byte[] PEPPER = new byte[32];
    private static final List<byte[]> PEPPERS = List.of(PEPPER);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final UUID OWNER = UUID.randomUUID();
    private static final UUID ENDPOINT = UUID.randomUUID();
    private final ApiKey key = ApiKey.create(Environment.LIVE);

    @Test
    void a_key_that_an_older_pepper_has_hashed_is_let_in_as_long_as_that_is_accepted() {
        ApiKey key = ApiKey.create(Environment.LIVE);
        byte[] newest = new byte[33];

        assertThat(AccessPolicy.judgeKey(key, stored(key, true, null), List.of(newest, PEPPER), NOW))
                .isEmpty();
        assertThat(AccessPolicy.judgeKey(key, stored(key, true, null), List.of(newest), NOW))
                .contains(ErrorCode.CREDENTIAL_MISSING);
    }

    @Test
    void a_key_that_is_known_active_and_not_expired_opens() {
        assertThat(AccessPolicy.judgeKey(key, stored(key, true, null), PEPPERS, NOW))
                .isEmpty();
        assertThat(AccessPolicy.judgeKey(key, stored(key, true, NOW.plusMillis(1)), PEPPERS, NOW))
                .isEmpty();
    }

    @Test
    void a_wrong_secret_is_an_unknown_key_even_when_it_is_expired_and_inactive() {
        ApiKey guess = new ApiKey(
                Environment.LIVE, key.id(), ApiKey.create(Environment.LIVE).secret());
        assertThat(AccessPolicy.judgeKey(guess, stored(key, false, NOW), PEPPERS, NOW))
                .contains(ErrorCode.CREDENTIAL_MISSING);
    }

    @Test
    void the_prefix_cannot_be_exchanged() {
        ApiKey other = new ApiKey(Environment.TEST, key.id(), key.secret());
        assertThat(AccessPolicy.judgeKey(other, stored(key, true, null), PEPPERS, NOW))
                .contains(ErrorCode.CREDENTIAL_MISSING);
    }

    @Test
    void expired_and_deactivated_are_told_apart() {
        assertThat(AccessPolicy.judgeKey(key, stored(key, true, NOW), PEPPERS, NOW))
                .contains(ErrorCode.CREDENTIAL_EXPIRED);
        assertThat(AccessPolicy.judgeKey(key, stored(key, false, null), PEPPERS, NOW))
                .contains(ErrorCode.CREDENTIAL_INACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"READ,READ,true", "READ,READ_WRITE,false", "READ_WRITE,READ_WRITE,true", "ADMIN,READ_WRITE,true"})
    void a_scope_includes_the_smaller_ones(KeyScope has, KeyScope needed, boolean opens) {
        assertThat(AccessPolicy.judgeUse(keyWith(has), endpoint(OWNER, true), "orders", needed)
                        .isEmpty())
                .isEqualTo(opens);
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

    @Test
    void a_bearer_token_is_read() {
        assertThat(BearerToken.parse("Bearer " + key.text())).contains(key);
        assertThat(BearerToken.parse("bearer  " + key.text())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic x", "Bearer tm_live_x", "Bearer a,Bearer b"})
    void anything_else_is_none(String header) {
        assertThat(BearerToken.parse(header)).isEmpty();
        assertThat(BearerToken.parse(null)).isEmpty();
        assertThat(BearerToken.parse(key.text())).isEmpty();
        assertThat(BearerToken.parse("Bearer " + key.text() + "x")).isEmpty();
    }

    private static KeyView stored(ApiKey key, boolean active, @Nullable Instant expiresAt) {
        return new KeyView(
                key.id(), OWNER, ENDPOINT, key.environment(), KeyScope.READ, key.hash(PEPPER), active, expiresAt);
    }

    private KeyView keyWith(KeyScope scope) {
        return new KeyView(key.id(), OWNER, ENDPOINT, Environment.LIVE, scope, key.hash(PEPPER), true, null);
    }

    private static EndpointView endpoint(UUID owner, boolean active) {
        return new EndpointView(ENDPOINT, owner, "orders", "{}", 1, active);
    }
}
