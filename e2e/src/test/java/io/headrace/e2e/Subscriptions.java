package io.headrace.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.contracts.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Subscriptions of {@code orders} to test with: made through the front door, deleted at the end. */
final class Subscriptions implements AutoCloseable {
    static final String PATH = "/api/v1/endpoints/orders/webhooks";
    /** What the notifier remembers of subscriptions is at most this old. */
    private static final Duration KNOWN_EVERYWHERE = Duration.ofMillis(1_500);

    private final OwnerClient owner;
    private final List<String> made = new ArrayList<>();

    Subscriptions(OwnerClient owner) {
        this.owner = owner;
    }

    /** The data of a new one, its secret included. */
    JsonNode add(String environment, String url, Consumer<ObjectNode> more) {
        ObjectNode body = new JsonMapper().createObjectNode();
        body.put("environment", environment).put("url", url);
        more.accept(body);
        ApiClient.Answer answer = owner.post(PATH, body.toString());
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        JsonNode data = answer.json().path("data");
        made.add(data.path("id").asText());
        return data;
    }

    JsonNode add(String environment, String url) {
        return add(environment, url, body -> {});
    }

    /** Waits until every notifier knows of what was made before. */
    void awaitKnown() {
        await().pollDelay(KNOWN_EVERYWHERE)
                .atMost(KNOWN_EVERYWHERE.plusSeconds(60))
                .until(() -> true);
    }

    static UUID uuid(JsonNode subscription) {
        return Ids.parse(Ids.SUBSCRIPTION, subscription.path("id").asText()).orElseThrow();
    }

    @Override
    public void close() {
        made.forEach(id -> owner.delete(PATH + "/" + id));
    }
}
