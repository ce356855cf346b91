package io.headrace.e2e.crash;

import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a client's request on the wire, once, and reads what comes back. */
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Supplier<List<String>> baseUrls;
    private final Owners owners;
    private final IntFunction<String> receiverUrl;

    /**
     * @param baseUrls of all instances of ingest-api that are meant to run
     * @param receiverUrl where an owner's receiver listens
     */
    Api(Supplier<List<String>> baseUrls, Owners owners, IntFunction<String> receiverUrl) {
        this.baseUrls = baseUrls;
        this.owners = owners;
        this.receiverUrl = receiverUrl;
    }

    /** @param turn any number: it chooses the instance */
    Reply send(Request request, String requestId, int turn) {
        List<String> instances = baseUrls.get();
        String baseUrl = instances.get(Math.floorMod(turn, instances.size()));
        try {
            HttpResponse<String> response = HTTP.send(http(request, baseUrl, requestId), BODY);
            return reply(response);
        } catch (IOException e) {
            return Reply.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.NONE;
        }
    }

    private static final HttpResponse.BodyHandler<String> BODY = HttpResponse.BodyHandlers.ofString();

    private HttpRequest http(Request request, String baseUrl, String requestId) {
        String path = request.scope().path() + (request.recordId() == null ? "" : "/" + request.recordId());
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(PATIENCE.plusSeconds(request.waitSeconds()))
                .header("Authorization", "Bearer " + request.scope().key())
                .header("X-Request-ID", requestId)
                .method(method(request.kind()), body(request.fields()));
        header(http, "Content-Type", request.fields() == null ? null : "application/json");
        header(http, "Idempotency-Key", request.idempotencyKey());
        Long expected = request.expectedVersion();
        header(http, "If-Match", expected == null ? null : "\"" + expected + "\"");
        header(http, "Prefer", request.waitSeconds() == 0 ? null : "wait=" + request.waitSeconds());
        Target target = request.target();
        if (target != null) {
            http.header(
                    "X-Webhook-Callback",
                    receiverUrl.apply(request.scope().owner().number()) + target.path());
            header(http, "X-Webhook-Auth", request.secret());
        }
        return http.build();
    }

    private static void header(HttpRequest.Builder http, String name, @Nullable String value) {
        if (value != null) {
            http.header(name, value);
        }
    }

    private static HttpRequest.BodyPublisher body(@Nullable String fields) {
        return fields == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(fields);
    }

    private static String method(CallKind kind) {
        return switch (kind) {
            case CREATE -> "POST";
            case REPLACE -> "PUT";
            case DELETE -> "DELETE";
            case READ, LIST -> "GET";
        };
    }

    private Reply reply(HttpResponse<String> response) {
        Envelope envelope = Envelope.of(response.body());
        Optional<String> operation =
                response.headers().firstValue("Operation-Location").map(Api::lastPart);
        return new Reply(
                Outcome.of(response.statusCode(), envelope.outcome()),
                response.statusCode(),
                envelope.code(),
                envelope.id(),
                operation.orElse(envelope.operationId()),
                envelope.version(),
                envelope.fields(),
                owners.canariesIn(response.body()));
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
