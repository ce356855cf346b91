package io.headrace.e2e;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An API client as anyone would write it: plain HTTP with one key. */
final class ApiClient {
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** A client has no limits of its own: PostgreSQL writes small numbers out in full. */
    private static final JsonMapper LENIENT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(200_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String baseUrl;
    private final String key;

    ApiClient(String baseUrl, String key) {
        this.baseUrl = baseUrl;
        this.key = key;
    }

    /** One answer: its status, its headers and its JSON. */
    record Answer(int status, java.net.http.HttpHeaders headers, String text) {
        JsonNode json() {
            try {
                return LENIENT.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + text, e);
            }
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        int code() {
            return json().path("code").asInt(-1);
        }

        String id() {
            return json().path("id").asText();
        }

        String operationId() {
            return json().path("operationId").asText();
        }

        JsonNode fields() {
            return json().path("data").path("fields");
        }
    }

    /** A request with this client's key; the caller adds method and headers. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    Answer post(String body, String... headers) {
        return send(withHeaders(json("/api/v1/data/orders", headers), headers).POST(text(body)));
    }

    Answer put(String id, String body, String... headers) {
        return send(
                withHeaders(json("/api/v1/data/orders/" + id, headers), headers).PUT(text(body)));
    }

    Answer delete(String id, String... headers) {
        return send(withHeaders(request("/api/v1/data/orders/" + id), headers).DELETE());
    }

    Answer get(String path, String... headers) {
        return send(withHeaders(request(path), headers).GET());
    }

    Answer record(String id) {
        return get("/api/v1/data/orders/" + id);
    }

    Answer operation(String id) {
        return get("/api/v1/operations/" + id);
    }

    CompletableFuture<Answer> postLater(String body, String... headers) {
        return sendLater(
                withHeaders(json("/api/v1/data/orders", headers), headers).POST(text(body)));
    }

    static CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(ApiClient::answer);
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            return answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder json(String path, String... headers) {
        boolean named = java.util.Arrays.stream(headers).anyMatch("Content-Type"::equalsIgnoreCase);
        return named ? request(path) : request(path).header("Content-Type", "application/json");
    }

    private static HttpRequest.Builder withHeaders(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }
}
