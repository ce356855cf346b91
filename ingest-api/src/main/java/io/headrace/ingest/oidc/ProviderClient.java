package io.headrace.ingest.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Asks the provider where its keys are, and then for the keys. */
final class ProviderClient {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int MAX_BYTES = 512 * 1024;

    private final HttpClient http;
    private final Provider provider;

    ProviderClient(Vertx vertx, Provider provider) {
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
        this.provider = provider;
    }

    /** Both within one deadline. */
    Uni<JsonWebKeySet> fetchKeys() {
        return get(provider.discoveryUrl())
                .map(this::keysUrl)
                .chain(this::get)
                .map(ProviderClient::keys)
                .ifNoItem()
                .after(DEADLINE)
                .failWith(() -> new IllegalStateException(provider.issuer() + " does not answer in time"));
    }

    private String keysUrl(String discovery) {
        JsonNode document = json(discovery);
        String url = document.path("jwks_uri").asText();
        require(provider.issuer().equals(document.path("issuer").asText()), "the document is of another issuer");
        require(Provider.isSafe(url), "jwks_uri is no https URL");
        return url;
    }

    private static JsonWebKeySet keys(String text) {
        try {
            return new JsonWebKeySet(text);
        } catch (JoseException e) {
            throw new IllegalStateException("no key set", e);
        }
    }

    private Uni<String> get(String url) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .setTimeout(DEADLINE.toMillis())
                .putHeader("Accept", "application/json");
        return Uni.createFrom()
                .emitter(emitter -> http.request(options)
                        .compose(request -> request.send())
                        .onSuccess(response -> collect(response, emitter))
                        .onFailure(emitter::fail));
    }

    private static void collect(HttpClientResponse response, UniEmitter<? super String> emitter) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(emitter::fail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > MAX_BYTES) {
                emitter.fail(new IllegalStateException("the answer is too long"));
                response.request().reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> {
            if (response.statusCode() == 200) {
                emitter.complete(body.toString(StandardCharsets.UTF_8));
            } else {
                emitter.fail(new IllegalStateException("the answer is " + response.statusCode()));
            }
        });
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the document is no JSON");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
