package io.headrace.ingest.subscription;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.EventType;
import io.headrace.contracts.Ids;
import io.headrace.ingest.http.Times;
import io.headrace.store.subscription.StoredSubscription;
import io.headrace.store.subscription.SubscriptionHold;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a subscription. Its secret and the values of its headers are never read back. */
final class SubscriptionAnswers {
    private SubscriptionAnswers() {}

    static void write(JsonGenerator json, StoredSubscription subscription) throws IOException {
        json.writeStringField("id", id(subscription));
        json.writeStringField("endpoint", subscription.endpoint());
        json.writeStringField("environment", subscription.environment().wireName());
        json.writeStringField("url", subscription.url());
        writeList(json, "events", subscription.events(), EventType::wireName);
        json.writeStringField("description", subscription.description());
        writeList(json, "headerNames", subscription.headerNames(), Function.identity());
        writeList(json, "schedule", subscription.schedule(), SubscriptionAnswers::seconds);
        json.writeBooleanField("ordered", subscription.ordered());
        json.writeStringField(
                "signature", SignatureScheme.of(subscription.publicKey()).wireName());
        json.writeStringField("publicKey", subscription.publicKey());
        json.writeBooleanField("active", subscription.active());
        json.writeStringField("state", state(subscription));
        writeId(json, "collaboratorId", Ids.COLLABORATOR, subscription.collaboratorId());
        Times.write(json, "oldSecretUntil", subscription.oldSecretUntil());
        Times.write(json, "disabledAt", subscription.disabledAt());
        json.writeStringField("disabledReason", subscription.disabledReason());
        writeHold(json, subscription.hold());
        Times.write(json, "createdAt", subscription.createdAt());
        Times.write(json, "updatedAt", subscription.updatedAt());
    }

    /** With the secret, where there is one to be shown: when it is new, and never again. */
    static void write(JsonGenerator json, StoredSubscription subscription, NewSecret secret) throws IOException {
        write(json, subscription);
        if (secret.shown() != null) {
            json.writeStringField("secret", secret.shown());
        }
    }

    /** What became of it, in one word: what its owner did counts before what its target does. */
    private static String state(StoredSubscription subscription) {
        if (!subscription.active()) {
            return "inactive";
        }
        if (subscription.disabledAt() != null) {
            return "disabled";
        }
        SubscriptionHold hold = subscription.hold();
        if (hold == null) {
            return "active";
        }
        return hold.releasing() ? "releasing" : "held";
    }

    private static void writeHold(JsonGenerator json, @Nullable SubscriptionHold hold) throws IOException {
        boolean held = hold != null && !hold.releasing();
        Times.write(json, "heldSince", held ? hold.since() : null);
        if (held) {
            json.writeObjectFieldStart("heldReason");
            json.writeStringField("failure", hold.lastFailure());
            json.writeObjectField("status", hold.lastStatus());
            Times.write(json, "failingSince", hold.failingSince());
            json.writeNumberField("failedAttempts", hold.failures());
            json.writeEndObject();
        } else {
            json.writeNullField("heldReason");
        }
        Times.write(json, "nextProbeAt", held ? hold.nextProbeAt() : null);
        json.writeNumberField("heldDeliveries", hold == null ? 0 : hold.deliveries());
    }

    static String id(StoredSubscription subscription) {
        return Ids.format(Ids.SUBSCRIPTION, subscription.id());
    }

    static void writeId(JsonGenerator json, String name, String prefix, java.util.@Nullable UUID id)
            throws IOException {
        json.writeStringField(name, id == null ? null : Ids.format(prefix, id));
    }

    /** As it is most often written: {@code PT60S}. */
    private static String seconds(Duration wait) {
        return "PT" + wait.toSeconds() + "S";
    }

    private static <T> void writeList(
            JsonGenerator json, String name, @Nullable List<T> items, Function<T, String> text) throws IOException {
        if (items == null) {
            json.writeNullField(name);
            return;
        }
        json.writeArrayFieldStart(name);
        for (T item : items) {
            json.writeString(text.apply(item));
        }
        json.writeEndArray();
    }
}
