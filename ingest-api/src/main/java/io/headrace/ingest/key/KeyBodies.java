package io.headrace.ingest.key;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import io.headrace.store.key.KeyChange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the bodies of requests about keys mean, or what is wrong with them. */
final class KeyBodies {
    static final int MAX_NAME = 100;
    static final String DEFAULT_GRACE = "PT24H";
    private static final Duration MAX_GRACE = Duration.ofDays(7);
    private static final int MAX_DURATION = 40;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Map<String, KeyScope> SCOPES = byName(KeyScope.values(), KeyScope::wireName);
    private static final Map<String, Environment> ENVIRONMENTS = byName(Environment.values(), Environment::wireName);

    private KeyBodies() {}

    /** A key that its owner asks for. */
    record Wish(
            String name,
            ApiKey key,
            KeyScope scope,
            @Nullable Instant expiresAt) {}

    static Wish wish(JsonBody body, Instant now) {
        body.require("name", "environment", "scope");
        Optional<String> name = body.text("name", 1, MAX_NAME);
        Optional<Environment> environment = body.oneOf("environment", ENVIRONMENTS);
        Optional<KeyScope> scope = body.oneOf("scope", SCOPES);
        Optional<Instant> expiresAt = expiry(body, now);
        refuseNull(body, "name", "environment", "scope");
        body.finish();
        return new Wish(
                name.orElseThrow(),
                ApiKey.create(environment.orElseThrow()),
                scope.orElseThrow(),
                expiresAt.orElse(null));
    }

    static KeyChange change(JsonBody body, Instant now) {
        Optional<String> name = body.text("name", 1, MAX_NAME);
        Optional<KeyScope> scope = body.oneOf("scope", SCOPES);
        Optional<Boolean> active = body.flag("active");
        Optional<Instant> expiresAt = expiry(body, now);
        boolean changesExpiry = body.has("expiresAt");
        refuseNull(body, "name", "scope", "active");
        body.finish();
        return new KeyChange(
                name.orElse(null), scope.orElse(null), active.orElse(null), changesExpiry, expiresAt.orElse(null));
    }

    static Duration grace(JsonBody body) {
        Optional<String> text = body.text("grace", 1, MAX_DURATION);
        refuseNull(body, "grace");
        Optional<Duration> grace = text.isPresent() ? text.flatMap(KeyBodies::duration) : duration(DEFAULT_GRACE);
        if (grace.isEmpty()) {
            body.refuse("grace", Text.of("key.grace"));
        }
        body.finish();
        return grace.orElseThrow();
    }

    private static Optional<Instant> expiry(JsonBody body, Instant now) {
        Optional<Instant> expiry = body.time("expiresAt");
        if (expiry.isPresent() && (!expiry.get().isAfter(now) || expiry.get().isAfter(LAST))) {
            body.refuse("expiresAt", Text.of("key.expiry"));
        }
        return expiry;
    }

    private static Optional<Duration> duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.isNegative() || duration.compareTo(MAX_GRACE) > 0
                    ? Optional.empty()
                    : Optional.of(duration);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static void refuseNull(JsonBody body, String... names) {
        Arrays.stream(names).filter(body::isNull).forEach(name -> body.refuse(name, Text.of("body.null")));
    }

    private static <E> Map<String, E> byName(E[] values, Function<E, String> name) {
        return Arrays.stream(values).collect(Collectors.toMap(name, Function.identity()));
    }
}
