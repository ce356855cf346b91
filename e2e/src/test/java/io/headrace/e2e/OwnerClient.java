package io.headrace.e2e;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.local.Account;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An owner at the owner's API: plain HTTP, logged in or not. */
final class OwnerClient {
    private final String baseUrl;
    private final String[] credential;

    /** @param credential header names and values that go with every request */
    OwnerClient(String baseUrl, String... credential) {
        this.baseUrl = baseUrl;
        this.credential = credential;
    }

    static OwnerClient login(String baseUrl, Account account) {
        return login(baseUrl, account.account(), account.password());
    }

    static OwnerClient login(String baseUrl, String account, String password) {
        ObjectNode body =
                new JsonMapper().createObjectNode().put("account", account).put("password", password);
        ApiClient.Answer answer = new OwnerClient(baseUrl).post("/api/v1/auth/login", body.toString());
        if (answer.status() != 200) {
            throw new IllegalStateException("login of " + account + ": " + answer.text());
        }
        return new OwnerClient(
                baseUrl, "access-token", answer.json().at("/data/access_token").asText());
    }

    ApiClient.Answer get(String path, String... headers) {
        return ApiClient.send(request(path, headers).GET());
    }

    ApiClient.Answer delete(String path, String... headers) {
        return ApiClient.send(request(path, headers).DELETE());
    }

    ApiClient.Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    ApiClient.Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    ApiClient.Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    CompletableFuture<ApiClient.Answer> postLater(String path, String body) {
        return ApiClient.sendLater(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    ApiClient.Answer send(String method, String path, String body, String... headers) {
        return ApiClient.send(request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(20));
        for (String[] pairs : new String[][] {credential, headers}) {
            if (pairs.length > 0) {
                request.headers(pairs);
            }
        }
        return request;
    }
}
