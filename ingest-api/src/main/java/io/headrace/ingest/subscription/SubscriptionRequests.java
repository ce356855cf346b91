package io.headrace.ingest.subscription;

import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import io.headrace.contracts.TargetHeaders;
import io.headrace.contracts.TargetUrl;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import io.headrace.ingest.start.IngestConfig;
import io.headrace.ingest.start.Secrets;
import io.headrace.store.subscription.NewSubscription;
import io.headrace.store.subscription.SealedHeaders;
import io.headrace.store.subscription.SubscriptionChange;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Turns what was asked for into what is stored: checked, and its secrets sealed. */
@Singleton
final class SubscriptionRequests {
    private static final Map<String, Environment> ENVIRONMENTS =
            Map.of("test", Environment.TEST, "live", Environment.LIVE);
    private static final Duration DEFAULT_GRACE = Duration.ofHours(24);
    private static final int MAX_SECRET = 200;

    private final SecretSealer sealer;
    private final boolean allowHttp;

    SubscriptionRequests(Secrets secrets, IngestConfig config) {
        this.sealer = secrets.sealer();
        this.allowHttp = config.webhook().allowHttp();
    }

    record Added(NewSubscription subscription, NewSecret secret) {}

    Added added(JsonBody body) {
        body.require("url", "environment");
        TargetFields fields = new TargetFields(body, allowHttp);
        Optional<TargetUrl> url = fields.url();
        Optional<Environment> environment = body.oneOf("environment", ENVIRONMENTS);
        List<io.headrace.contracts.EventType> events = fields.events().orElse(null);
        Map<String, String> headers = fields.headers();
        Optional<String> description = fields.description();
        List<Duration> schedule = fields.schedule().orElse(null);
        Optional<NewSecret> secret = secret(body);
        boolean ordered = body.flag("ordered").orElse(false);
        String text = body.text("url", 1, TargetUrl.MAX_LENGTH).orElse("");
        body.finish();
        UUID id = Ids.create();
        NewSecret signing = secret.orElseThrow();
        return new Added(
                new NewSubscription(
                        id,
                        environment.orElseThrow(),
                        text,
                        url.orElseThrow().text(),
                        events,
                        description.orElse(null),
                        sealed(id, headers),
                        sealed(id, signing),
                        signing.publicKey(),
                        schedule,
                        ordered),
                signing);
    }

    SubscriptionChange change(UUID id, JsonBody body) {
        TargetFields fields = new TargetFields(body, allowHttp);
        Optional<SubscriptionChange.Target> target = fields.url()
                .map(url -> new SubscriptionChange.Target(
                        body.member("url").orElseThrow().textValue(), url.text()));
        SubscriptionChange change = new SubscriptionChange(
                target,
                named(body, "events", fields.events()),
                named(body, "description", fields.description()),
                body.has("headers") ? Optional.of(sealed(id, fields.headers())) : Optional.empty(),
                named(body, "schedule", fields.schedule()),
                body.flag("ordered"),
                body.flag("active"));
        body.refuseNull("url", "ordered", "active");
        body.finish();
        return change;
    }

    /** For how long the old secret signs too. */
    Duration grace(JsonBody body) {
        Optional<Duration> grace = body.member("grace").flatMap(TargetFields::duration);
        if (body.member("grace").isPresent() && grace.isEmpty()) {
            body.refuse("grace", Text.of("subscription.grace", TargetFields.MAX_WAIT.toDays()));
        }
        body.finish();
        return grace.orElse(DEFAULT_GRACE);
    }

    String sealed(UUID id, NewSecret secret) {
        return sealer.seal(secret.text(), SigningSecret.subscriptionContext(id));
    }

    private SealedHeaders sealed(UUID id, Map<String, String> headers) {
        return new SealedHeaders(
                List.copyOf(headers.keySet()), headers.isEmpty() ? null : TargetHeaders.seal(sealer, id, headers));
    }

    /** The one that was brought along, or a new one; empty where something is wrong with it. */
    private static Optional<NewSecret> secret(JsonBody body) {
        Optional<SignatureScheme> scheme = body.oneOf("signature", SignatureScheme.BY_NAME);
        Optional<String> brought = body.text("secret", 1, MAX_SECRET);
        if (brought.isEmpty()) {
            return Optional.of(scheme.orElse(SignatureScheme.V1).create());
        }
        boolean isKey = scheme.equals(Optional.of(SignatureScheme.V1A));
        if (isKey || !SigningSecret.isOne(brought.get())) {
            body.refuse("secret", Text.of(isKey ? "subscription.secret-v1a" : "subscription.secret"));
            return Optional.empty();
        }
        return Optional.of(new NewSecret(brought.get(), null));
    }

    /** What was named becomes this; null is a value here. */
    private static <T> Optional<SubscriptionChange.Value<T>> named(JsonBody body, String name, Optional<T> value) {
        return body.has(name) ? Optional.of(new SubscriptionChange.Value<>(value.orElse(null))) : Optional.empty();
    }
}
